"""The database behaves as promised: what was answered is on the disk, and writers wait in turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from alongside.config.databases import SQLITE_NAME, database, parse_database
from alongside.config.schema import Settings


@pytest.fixture
def handler(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[ConnectionHandler]:
    """A SQLite of its own, whatever the other tests run on."""
    with django_db_blocker.unblock():
        handler = ConnectionHandler({"default": database(Settings(), tmp_path)})
        yield handler
        handler.close_all()


def ask(handler: ConnectionHandler, question: str) -> object:
    with handler["default"].cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row and row[0]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_sqlite_is_set_up(handler: ConnectionHandler, pragma: str, value: object) -> None:
    assert ask(handler, f"PRAGMA {pragma}") == value


def test_writers_that_read_first_all_finish(handler: ConnectionHandler) -> None:
    ask(handler, "CREATE TABLE tally (n INTEGER)")
    ask(handler, "INSERT INTO tally VALUES (0)")

    def add_one() -> None:
        connection = handler["default"]
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        seen = ask(handler, "SELECT n FROM tally")
        ask(handler, f"UPDATE tally SET n = {seen} + 1")
        connection.commit()
        connection.close()

    threads = [threading.Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(handler, "SELECT n FROM tally") == 8


def test_a_postgresql_url_is_taken_apart() -> None:
    assert parse_database("postgresql://me:a%2Fb@db.example.org:5433/ours?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ours",
        "USER": "me",
        "PASSWORD": "a/b",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_HEALTH_CHECKS": True,
    }


def test_a_socket_folder_is_a_host() -> None:
    parsed = parse_database("postgresql://postgres@/postgres?host=/var/run/pg") or {}
    assert (parsed["HOST"], parsed["PORT"], parsed["OPTIONS"]) == ("/var/run/pg", "", {})


def test_connections_stay_open(tmp_path: Path) -> None:
    assert database(Settings(), tmp_path)["CONN_MAX_AGE"] is None
    postgres = database(Settings(database="postgresql://me@db/ours"), tmp_path)
    assert (postgres["CONN_MAX_AGE"], postgres["CONN_HEALTH_CHECKS"]) == (None, True)


def test_looking_at_the_settings_makes_no_file(tmp_path: Path) -> None:
    assert database(Settings(), tmp_path)["NAME"] == tmp_path / SQLITE_NAME
    assert list(tmp_path.iterdir()) == []
