"""A community of its own for each file of tests, served by the real `alongside serve`.

On SQLite it lives in a folder; on PostgreSQL in a new database of the server the tests run on.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import schema
from tests.config.conftest import PATIENCE, Served, Shell
from tests.integration.browsers import Browser

# And one more, who is blocked.
MEMBERS = 50
SEED = Path(__file__).with_name("seed.py")
# Test databases beside it begin with test_; this name belongs to nobody else.
DATABASE = f"alongside_served_{os.getpid()}"


@dataclass
class Community:
    """`known` is what seed.py printed; `database` is empty on SQLite."""

    shell: Shell
    database: str
    known: dict[str, Any] = field(default_factory=dict)
    running: list[Served] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        return {"database": self.database} if self.database else {}

    def seed(self) -> None:
        environment = self.shell.environment(**self.settings)
        told = subprocess.run(
            [sys.executable, SEED, str(MEMBERS + 1)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        self.known = json.loads(told.stdout)

    def serve(self, *options: str) -> Served:
        self.running.append(Served(self.shell, *options, **self.settings))
        return self.running[-1]

    def kill(self) -> None:
        """Every process in the same moment, as a power cut does it."""
        served = self.running.pop()
        os.killpg(served.process.pid, signal.SIGKILL)
        served.process.wait(PATIENCE)

    def browser(self, member: int | None = None) -> Browser:
        session = "" if member is None else self.known["members"][member]
        return Browser(self.running[-1].port, session)

    def administrator(self) -> Browser:
        return Browser(self.running[-1].port, self.known["administrator"])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What stands in the database, asked beside the server."""
        if self.database:
            with psycopg.connect(self.database) as postgres:
                return postgres.execute(sql.encode()).fetchall()
        with sqlite3.connect(self.shell.folder / "data" / "alongside.sqlite3") as sqlite:
            return sqlite.execute(sql).fetchall()


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The URL of a new database with its tables; empty where the tests run on SQLite."""
    server = os.environ.get("ALONGSIDE_DATABASE", "")
    if not server:
        yield ""
        return
    with psycopg.connect(server, autocommit=True) as postgres:
        made = schema.template(server)
        postgres.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {made}".encode())
        yield urlsplit(server)._replace(path=f"/{DATABASE}").geturl()
        postgres.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)".encode())


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Community]:
    place = Community(Shell(tmp_path_factory.mktemp("community")), database)
    if not database:
        place.shell.with_tables()
    place.seed()
    yield place
    while place.running:
        place.kill()
