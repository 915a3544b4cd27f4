"""The doctor finds what is wrong, says what to do, and is quiet about what is not its business."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from alongside.config.doctor.disk import about_disk, kind_of_disk
from alongside.config.doctor.events import about_events
from alongside.config.doctor.finding import Finding
from alongside.config.doctor.mail import about_mail
from alongside.config.doctor.tables import about_database
from alongside.config.reading import FIELDS, variable
from alongside.config.schema import Settings
from alongside.work.models import Event, EventState
from tests.config.conftest import Shell, free_port
from tests.config.mailbox import Mailbox, mailbox

PASSWORD = "sea shanty"


@pytest.fixture
def mail() -> Iterator[Mailbox]:
    with mailbox(PASSWORD) as server:
        yield server


def mail_found(url: str, to: str | None = None) -> list[Finding]:
    return list(about_mail(Settings(mail_url=url), to))


def test_every_setting_is_listed_and_no_secret_is_shown(shell: Shell) -> None:
    listed = shell("doctor", "--settings", secret_key="hush-hush", mail_url="smtp://u:hush@m.org")
    assert listed.returncode == 0
    for name in FIELDS:
        assert f"{name} = " in listed.stdout
        assert variable(name) in listed.stdout
    assert "hush" not in listed.stdout
    assert "secret_key = set\n    ALONGSIDE_SECRET_KEY, from the environment" in listed.stdout
    assert "threads = 4\n    ALONGSIDE_THREADS, from the default" in listed.stdout


def test_before_the_first_start_it_looks_and_makes_nothing(shell: Shell) -> None:
    ended = shell("doctor")
    assert ended.returncode == 0
    assert "There is no database yet" in ended.stdout
    assert list(shell.folder.iterdir()) == []


def test_every_problem_of_a_damaged_place_is_told(shell: Shell) -> None:
    data = shell.folder / "data"
    shell.with_tables()
    data.chmod(0o755)
    wound(data / "alongside.sqlite3")
    ended = shell("doctor", mail_url=f"smtp://localhost:{free_port()}")
    assert ended.returncode == 1
    assert f"chmod 700 {data}" in ended.stdout
    assert "restore a backup" in ended.stdout
    assert "cannot be reached" in ended.stdout
    assert "Traceback" not in ended.stderr


def wound(path: Path) -> None:
    """Writes over a page in the middle of the file, as a failing disk does."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'people_member'")
        page = root.fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def test_unsafe_production_is_told_setting_by_setting(shell: Shell) -> None:
    ended = shell("doctor", mode="production")
    assert ended.returncode == 1
    assert ended.stdout.count("problem") >= 4


def test_a_folder_that_others_can_open_is_a_problem_in_production(shell: Shell) -> None:
    data = shell.folder / "data"
    data.mkdir()
    data.chmod(0o755)
    ended = shell("doctor", mode="production")
    assert f"problem  {data} can be opened by other users" in ended.stdout
    assert f"chmod 700 {data}" in ended.stdout


@pytest.mark.django_db(transaction=True)
def test_a_sound_database_is_ok() -> None:
    found = list(about_database())
    assert [finding.level for finding in found] == ["ok", "ok"]
    assert "can be written" in found[0].text


@pytest.mark.django_db
def test_events_that_failed_or_wait_too_long_are_told() -> None:
    Event.objects.all().delete()
    assert [finding.level for finding in about_events()] == ["ok"]
    late = timezone.now() - timedelta(minutes=6)
    Event.objects.create(kind="LampLit", payload={}, next_at=late)
    Event.objects.create(kind="LampLit", payload={}, state=EventState.FAILED, error="no bulb")
    failed, waiting = about_events()
    assert "no bulb" in failed.text
    assert "alongside worker" in waiting.text


def test_mail_that_works_is_ok_and_nothing_is_sent(mail: Mailbox) -> None:
    (found,) = mail_found(f"smtp://me:{PASSWORD.replace(' ', '%20')}@localhost:{mail.port}")
    assert found.level == "ok"
    assert "knows us" in found.text
    assert mail.mails == []


def test_a_test_mail_is_sent_when_asked_for(mail: Mailbox) -> None:
    found = mail_found(f"smtp://localhost:{mail.port}", "ada@example.org")
    assert {finding.level for finding in found[:3]} == {"ok"}
    (sent,) = mail.mails
    assert "To: ada@example.org" in sent
    told = " ".join(finding.text for finding in found)
    for word in ("Authentication-Results", "SPF", "DKIM", "_dmarc.localhost", "v=DMARC1"):
        assert word in told


@pytest.mark.parametrize(
    ("scheme", "who", "said"),
    [
        ("smtp", "me:wrong@", "refuses the user name or password"),
        ("smtps", "", "does not speak TLS from the start"),
    ],
)
def test_mail_that_does_not_work_says_why(mail: Mailbox, scheme: str, who: str, said: str) -> None:
    (found,) = mail_found(f"{scheme}://{who}localhost:{mail.port}")
    assert found.level == "problem"
    assert said in found.text


def test_another_machine_must_encrypt(mail: Mailbox) -> None:
    # 127.0.0.2 is this machine, and not one of the names for which plain mail is right.
    (found,) = mail_found(f"smtp://127.0.0.2:{mail.port}")
    assert found.level == "problem"


def test_a_sender_at_somebody_elses_domain_is_told_of() -> None:
    settings = Settings(mode="production", mail_from="us@gmail.com", mail_url="smtp://localhost:1")
    (told,) = [one for one in about_mail(settings, None) if one.level == "warning"]
    assert "throw away" in told.text


def test_a_mail_service_is_named_with_where_it_tells_of_bounces() -> None:
    found = mail_found("anymail+postmark://hush@")
    assert [finding.level for finding in found] == ["ok", "ok"]
    assert "Postmark" in found[0].text
    assert "/mail-events" in found[1].text
    assert "hush" not in found[0].text + found[1].text


def test_a_test_mail_without_a_server_is_a_problem() -> None:
    assert [finding.level for finding in mail_found("", "ada@example.org")] == ["ok", "problem"]


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
35 22 0:30 / /srv/data rw,relatime shared:9 - nfs4 nas:/data rw
36 22 0:31 / /srv/my\\040disk rw,relatime shared:9 - cifs nas rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/data/alongside", "nfs4"),
        ("/srv/database", "ext4"),
        ("/srv/my disk/a", "cifs"),
        ("/home", "ext4"),
    ],
)
def test_the_disk_a_folder_is_on(folder: str, kind: str) -> None:
    assert kind_of_disk(Path(folder), MOUNTS) == kind


def test_a_private_folder_is_ok(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert {finding.level for finding in about_disk(tmp_path, sqlite=True)} == {"ok"}
