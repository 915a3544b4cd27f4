"""The database: SQLite in the data folder, or the PostgreSQL that a URL names."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from alongside.config.schema import Settings
from alongside.config.url_parts import port_of, split_url

SQLITE_NAME = "alongside.sqlite3"
# WAL: readers and the one writer do not wait for each other. FULL: a post that was answered
# "posted" is on the disk. No memory mapping: a disk that fails under it kills the process.
# What is deleted is overwritten: nobody who finds the file reads what somebody took back.
# The page cache is for each thread, and thrown away by SQLite when another thread writes.
PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -4096;
PRAGMA journal_size_limit = 16777216;
"""


def database(settings: Settings, data_dir: Path) -> dict[str, Any]:
    """Django's `DATABASES["default"]`. Connections stay open as long as their thread."""
    chosen = parse_database(settings.database) or _sqlite(data_dir)
    return {**chosen, "CONN_MAX_AGE": None}


def _sqlite(data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / SQLITE_NAME,
        "OPTIONS": {
            # A write waits its turn for so many seconds. IMMEDIATE takes the turn when a
            # transaction begins: one that starts by reading could not wait any more.
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": PRAGMAS,
        },
        # A file, which threads of a test's live server can share, of this process alone.
        "TEST": {"NAME": Path(tempfile.gettempdir()) / f"alongside-test-{os.getpid()}.sqlite3"},
    }


def parse_database(url: str) -> dict[str, Any] | None:
    """None for the empty URL. Raises ValueError with what is wrong, and never the password.

    `?host=/folder` names a Unix socket's folder; other parameters go to libpq as they are.
    """
    if not url:
        return None
    parts = split_url(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("must be empty (SQLite) or start with postgresql://")
    if not name or "/" in name or parts.fragment:
        raise ValueError(
            "must name one database after the host; write / ? # in a password as %2F %3F %23"
        )
    if find_spec("psycopg") is None:
        raise ValueError("needs the PostgreSQL driver: install alongside[postgres]")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(port_of(parts) or "")),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
    }
