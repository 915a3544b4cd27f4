"""Settings come from one file and the environment, and every mistake is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings as DjangoSettings

from alongside.config.reading import FIELDS, SettingsError, meta, read, variable
from alongside.config.schema import Settings
from alongside.config.settings import CACHES

GOOD_FILE = 'community_name = "Together"\nthreads = 8\n'


def problems(**settings: str) -> list[str]:
    return read({variable(name): value for name, value in settings.items()}).problems


def written(folder: Path, text: str) -> dict[str, str]:
    (folder / "ours.toml").write_text(text)
    return {"ALONGSIDE_SETTINGS": str(folder / "ours.toml")}


def test_without_anything_there_are_defaults() -> None:
    reading = read({})
    assert reading.usable() == Settings()
    assert reading.origins == {}


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    reading = read(written(tmp_path, GOOD_FILE) | {"ALONGSIDE_THREADS": "2"})
    assert reading.usable() == Settings(community_name="Together", threads=2)
    assert reading.origins == {"community_name": "file", "threads": "environment"}


def test_an_empty_variable_counts_as_not_given(tmp_path: Path) -> None:
    assert read(written(tmp_path, GOOD_FILE) | {"ALONGSIDE_THREADS": ""}).usable().threads == 8


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("mode", "prod", "must be demo or production"),
        ("threads", "many", "a whole number from 1 to 64, such as 4"),
        ("threads", "65", "a whole number from 1 to 64"),
        ("time_zone", "America/NewYork", "did you mean America/New_York?"),
        ("time_zone", "../../etc/passwd", "not the name of a time zone"),
        ("time_zone", "America", "not the name of a time zone"),
        ("country", "usa", "two capital letters, such as US"),
        ("base_url", "community.example.org", "must start with https://"),
        ("base_url", "https://a.example.org/", "no slash"),
        ("base_url", "https://a.example.org:port", "not an address"),
        ("community_name", "a\x07b", "on one line"),
        ("mail_from", "hello", "not a sender"),
        ("mail_from", "A <a@b.org>\nBcc: c@d.org", "not a sender"),
        ("mail_url", "mail.example.org", "must start with smtp://"),
        ("mail_url", "smtp://mail.example.org/inbox", "must end after its port"),
        ("mail_url", "anymail+pigeon://key@", "must name a service after anymail+: postmark,"),
        ("mail_url", "anymail+postmark://key", "must be anymail+postmark://key@ for Postmark"),
        ("mail_url", "anymail+mailgun://key@", "must be anymail+mailgun://key@your-domain"),
        ("mail_url", "anymail+mailjet://key@", "must be anymail+mailjet://key:secret@"),
        ("mail_url", "anymail+brevo://key@?x=1", "a parameter after its ? that is not known"),
        ("mail_url", "anymail+ses://", "needs Amazon's library"),
        ("database", "mysql://a@b/c", "start with postgresql://"),
        ("database", "postgresql://host", "must name one database"),
        ("database", "postgresql://me:[@host/ours", "is not a URL"),
    ],
)
def test_a_wrong_value_is_told_in_one_line(name: str, value: str, said: str) -> None:
    (told,) = problems(**{name: value})
    assert variable(name) in told
    assert said in told
    assert "\n" not in told


def test_all_problems_are_told_at_once_without_a_traceback() -> None:
    reading = read({"ALONGSIDE_THREADS": "many", "ALONGSIDE_COUNTRY": "usa"})
    with pytest.raises(SettingsError) as stopped:
        reading.usable()
    assert isinstance(stopped.value, SystemExit)
    assert str(stopped.value).count("\n  - ") == 2


def test_a_slip_in_a_name_is_a_problem_and_a_strange_variable_is_told() -> None:
    reading = read({"ALONGSIDE_BASE_ULR": "https://x.org", "ALONGSIDE_COLOUR": "blue"})
    assert reading.problems == [
        "The variable ALONGSIDE_BASE_ULR is not a setting. Did you mean ALONGSIDE_BASE_URL?"
    ]
    assert reading.notices == ["The variable ALONGSIDE_COLOUR is not a setting."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thread = 4", "thread in {path} is not a setting. Did you mean threads?"),
        ("threads = '4'", "Threads in {path} is '4'. It must be a whole number"),
        ("country = 1", "Country in {path} is '1'. It must be text in quotes"),
        ("threads = ", "cannot be read"),
        ("\xff", "cannot be read"),
    ],
)
def test_what_is_wrong_in_the_file_names_the_file(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "ours.toml").write_bytes(text.encode("latin-1"))
    (told,) = read({"ALONGSIDE_SETTINGS": str(tmp_path / "ours.toml")}).problems
    assert said.format(path=tmp_path / "ours.toml") in told


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    (told,) = read({"ALONGSIDE_SETTINGS": str(tmp_path / "none.toml")}).problems
    assert "there is no such file" in told


@given(st.sampled_from(["mail_url", "database"]), st.text("abc/?#@:%[] ", min_size=1, max_size=9))
def test_no_mistake_prints_a_password(name: str, odd: str) -> None:
    scheme = "smtp" if name == "mail_url" else "postgresql"
    for told in problems(**{name: f"{scheme}://user:hush{odd}hush@host:99999999/x/y"}):
        assert "hush" not in told


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert len(meta(FIELDS[name]).description or "") > 15


def test_allowed_hosts_is_the_one_host_of_the_address() -> None:
    assert Settings(base_url="https://a.example.org:8443").allowed_hosts() == ["a.example.org"]
    assert Settings(base_url="http://[::1]:8000").allowed_hosts() == ["[::1]"]


@pytest.mark.django_db
def test_a_limits_counter_is_not_pushed_out_by_others(settings: DjangoSettings) -> None:
    settings.CACHES = CACHES
    cache.set("tries-of-one-person", 5)
    for other in range(400):
        cache.set(f"tries-of-{other}", 1)
    assert cache.get("tries-of-one-person") == 5
