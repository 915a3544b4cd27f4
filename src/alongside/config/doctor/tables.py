"""The database: there, whole, up to date, and to be written to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from alongside.config.doctor.finding import Finding, ok, problem, warning
from alongside.config.serving.prepare import applied_migrations, known_migrations


def about_database() -> Iterator[Finding]:
    name = connection.settings_dict["NAME"]
    if isinstance(name, Path) and not name.exists():
        yield warning("There is no database yet. The first start makes it.")
        return
    try:
        connection.ensure_connection()
        yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
        yield from _tables()
    except DatabaseError as error:
        yield problem(f"The database cannot be used: {str(error).strip()}. {_advice()}")
    finally:
        connection.close()


def _advice() -> str:
    if connection.vendor == "sqlite":
        return "Look at the rights and the room of the data folder, then at your backup."
    return "Is PostgreSQL running, and is the address in ALONGSIDE_DATABASE right?"


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _sqlite() -> Iterator[Finding]:
    journal = _ask("PRAGMA journal_mode")
    if journal != "wal":
        yield warning(f"SQLite's journal is {journal}, not wal: readers wait for writers. ")
    state = _ask("PRAGMA quick_check(1)")
    if state != "ok":
        yield problem(f"The database is damaged ({state}). Stop the server and restore a backup.")
    # Takes the turn to write, as every write does, and gives it back.
    with transaction.atomic():
        transaction.set_rollback(True)
    yield ok(f"SQLite {_ask('SELECT sqlite_version()')}, whole, and can be written.")


def _postgresql() -> Iterator[Finding]:
    version = _ask("SHOW server_version")
    if _ask("SHOW transaction_read_only") == "on":
        yield problem(f"PostgreSQL {version} is read-only. Name the primary server instead.")
    else:
        yield ok(f"PostgreSQL {version}, and can be written.")


def _tables() -> Iterator[Finding]:
    missing = known_migrations() - applied_migrations()
    if missing:
        yield warning(f"{len(missing)} changes of the tables wait. Run: alongside migrate")
    else:
        yield ok("The tables are up to date.")
