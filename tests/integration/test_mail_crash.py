"""Mail under `kill -9`: none is lost, and none comes twice that could have been helped."""

from __future__ import annotations

from pathlib import Path

from bench.mail.crashes import crash
from tests.config.conftest import Shell


def test_no_kill_loses_a_mail_or_doubles_more_than_one(tmp_path: Path, database: str) -> None:
    if not database:
        Shell(tmp_path).with_tables()
    found = crash(tmp_path, followers=30, kills=4, database=database)
    assert (found.lost, found.outside) == (0, 0)
    assert found.most_by_one_kill <= 1
    assert found.states == {"sent": 30}
