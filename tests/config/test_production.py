"""Production refuses what would put people at risk, and says all of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from alongside.config.production import refuse_unsafe, unsafe
from alongside.config.reading import SettingsError
from alongside.config.schema import Settings
from tests.config.conftest import Shell

KEY = "mVt8s0Jq3LxZr5Yw7Bn2Kc4Hd6Gf9Pa1Qe-Tu_Ri3Oo5Ss7Dd9Ff"


@pytest.fixture
def safe(tmp_path: Path) -> Settings:
    return Settings(
        mode="production",
        data_dir=str(tmp_path),
        base_url="https://community.example.org",
        mail_url="smtp://user:password@mail.example.org:587",
        mail_from="Alongside <hello@community.example.org>",
    )


def test_safe_settings_pass(safe: Settings) -> None:
    refuse_unsafe(safe)
    refuse_unsafe(msgspec.structs.replace(safe, secret_key=KEY))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"base_url": "http://community.example.org"}, "must start with https://"),
        ({"base_url": "https://localhost"}, "only this machine can reach"),
        ({"base_url": "https://127.0.0.1"}, "only this machine can reach"),
        ({"base_url": "https://[::1]"}, "only this machine can reach"),
        ({"secret_key": "short"}, "too easy to guess"),
        ({"secret_key": "a" * 80}, "too easy to guess"),
        ({"mail_url": ""}, "mail_url is empty"),
        ({"mail_from": "Alongside <alongside@localhost>"}, "mail is thrown away"),
        ({"mail_from": "hello@box.local"}, "mail is thrown away"),
    ],
)
def test_each_unsafe_setting_is_refused(safe: Settings, change: dict[str, Any], said: str) -> None:
    (reason,) = unsafe(msgspec.structs.replace(safe, **change))
    assert said in reason


def test_a_key_that_others_can_read_is_refused(safe: Settings, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text(KEY)
    (tmp_path / "secret_key").chmod(0o644)
    (reason,) = unsafe(safe)
    assert reason.endswith(f"chmod 600 {tmp_path}/secret_key")


def test_a_folder_that_others_can_open_is_refused(safe: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    (reason,) = unsafe(safe)
    assert reason.endswith(f"chmod 700 {tmp_path}")


def test_a_key_that_could_not_be_kept_is_refused(safe: Settings) -> None:
    # Nobody, not even root, can write there.
    (reason,) = unsafe(msgspec.structs.replace(safe, data_dir="/proc/1/alongside"))
    assert "no key can be kept" in reason


def test_the_demo_may_be_anything() -> None:
    refuse_unsafe(Settings())


def test_all_reasons_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        refuse_unsafe(Settings(mode="production", secret_key="short"))
    assert len(refused.value.problems) == 5


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_unsafe_start_is_refused_in_plain_words(shell: Shell, command: str) -> None:
    ended = shell(command, mode="production")
    assert ended.returncode == 1
    assert ended.stderr.startswith(
        "Production is refused, because of unsafe settings:\n  - base_url"
    )
    assert "Traceback" not in ended.stderr
    assert not (shell.folder / "data").exists()


def test_any_other_web_server_is_refused_too(shell: Shell) -> None:
    settings = shell.environment(mode="production") | {
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings"
    }
    assert "Production is refused" in loaded("alongside.config.wsgi", settings)


def test_sample_people_do_not_go_to_production(shell: Shell) -> None:
    ended = shell(
        "serve", "--demo", mode="production", base_url="https://community.example.org",
        mail_url="smtps://mail.example.org", mail_from="hello@example.org",
    )  # fmt: skip
    assert ended.returncode == 1
    assert "leave out --demo" in ended.stderr


def loaded(module: str, environment: dict[str, str]) -> str:
    """What a Python that imports `module` says on standard error."""
    ended = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env=environment, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr
