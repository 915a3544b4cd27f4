"""An old backup brings back somebody who left. They are deleted again, whichever way it starts."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from alongside.config.cli.erase import erase
from alongside.exchange.leaving import ledger
from alongside.exchange.leaving.again import erase_those_who_left
from alongside.exchange.models import LeavingChoice
from alongside.people.models import Member
from tests.cast import Cast
from tests.config.conftest import Shell

NAME, ADDRESS, WORDS = "Linnet Quade", "linnet.hides@example.org", "murmurstone"
LEAVER = Path(__file__).with_name("leaver.py")


def bytes_of(folder: Path) -> bytes:
    """The database as it lies on the disk, its log too."""
    return b"".join(path.read_bytes() for path in folder.glob("alongside.sqlite3*")).lower()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks at the bytes of SQLite's file")
def test_whoever_left_is_deleted_again_after_a_restore(cast: Cast, tmp_path: Path) -> None:
    shell, data = Shell(tmp_path), tmp_path / "data"
    data.mkdir(mode=0o700)
    # Making all tables anew takes longer than all that is tested here.
    cast_alone = sqlite3.connect(connection.settings_dict["NAME"])
    with cast_alone, sqlite3.connect(data / "alongside.sqlite3") as copy:
        cast_alone.backup(copy)
    code = subprocess.run(
        [sys.executable, LEAVER, NAME, ADDRESS, WORDS],
        env=shell.environment(leaving_days="0"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert code.returncode == 0, code.stderr
    backup = tmp_path / "backup"
    shutil.move(data / "alongside.sqlite3.backup", backup)
    # Not a byte of it is left in the file, in no free page and in no log.
    for planted in (NAME, ADDRESS, WORDS):
        assert planted.lower().encode() not in bytes_of(data), planted
        assert planted.lower().encode() in backup.read_bytes().lower(), planted
    line = json.loads((data / "erasures.jsonl").read_text())
    assert sorted(line) == ["at", "choice", "joined", "member", "salt"]
    assert (data / "erasures.jsonl").stat().st_mode & 0o777 == 0o600

    for path in data.glob("alongside.sqlite3*"):
        path.unlink()
    shutil.copy(backup, data / "alongside.sqlite3")
    assert "1 deleted accounts are back" in shell("doctor").stdout
    # Any command that gets the tables ready does it, as a start does.
    assert "Deleting 1 accounts again" in shell("migrate").stderr
    for planted in (NAME, ADDRESS, WORDS):
        assert planted.lower().encode() not in bytes_of(data), planted


@pytest.fixture
def folder(settings: settings, tmp_path: Path) -> Path:  # type: ignore[valid-type]
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_number_given_to_somebody_else_is_not_theirs(
    cast: Cast, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parent = cast.people["parent"]
    ledger.write_down(Member(pk=parent.pk, joined_at=cast.people["blocked"].joined_at.replace(
        year=2020)), LeavingChoice.WORDS)  # fmt: skip
    said: list[str] = []
    assert erase_those_who_left(said.append) == 0 and said == []
    ledger.write_down(parent, LeavingChoice.WORDS)
    erase(again=False)
    assert "1 deleted accounts are back" in capsys.readouterr().out
    erase(again=True)
    assert "Nobody who left is here" in capsys.readouterr().out
    assert not Member.objects.filter(pk=parent.pk).exists()


def test_a_damaged_list_is_told_and_never_passed_over(cast: Cast, folder: Path) -> None:
    ledger.write_down(cast.people["parent"], LeavingChoice.WORDS)
    path = ledger.ledger_path()
    whole = path.read_text()
    path.write_text(whole + '{"member": 1')
    # A crash in the middle of the last line: what it was about never happened.
    assert len(list(ledger.erasures())) == 1
    ledger.write_down(cast.people["outsider"], LeavingChoice.KEEP)
    assert len(list(ledger.erasures())) == 2
    path.write_text('{"member": "?"}\n' + whole)
    with pytest.raises(ledger.LedgerDamaged, match="line 1"):
        list(ledger.back_again())
