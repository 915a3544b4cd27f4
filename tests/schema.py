"""The tables of an empty community, made by the migrations once and then copied.

Every test process and every community that a test starts needs them, and the migrations take
seconds each time. So they run when one of them has changed, and whoever else needs tables gets a
copy: a file on SQLite, a database made after another one on PostgreSQL. One process makes them,
the others wait for it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "schema"
# With these the tables may become others: our own migrations, and the libraries that have some.
MADE_FROM = ("src/alongside/*/migrations/*.py", "src/alongside/config/settings.py")
LIBRARIES = "requirements-dev.lock"


@cache
def schema_print() -> str:
    files = sorted(path for pattern in MADE_FROM for path in ROOT.glob(pattern))
    digest = sha256()
    for path in (*files, ROOT / LIBRARIES):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def copy_to(path: Path) -> None:
    """The tables as a new SQLite file at `path`."""
    made = KEPT / f"{schema_print()}.sqlite3"
    with _alone():
        if not made.exists():
            _make_file(made)
    shutil.copyfile(made, path)
    path.chmod(0o600)


def _make_file(made: Path) -> None:
    for old in KEPT.glob("*.sqlite3"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        _migrate(Path(folder), "")
        Path(folder, "alongside.sqlite3").rename(made)


def template(server: str) -> str:
    """The name of a PostgreSQL database with the tables, on the server of that URL."""
    name = f"alongside_schema_{schema_print()}"
    with _alone(), psycopg.connect(server, autocommit=True) as postgres:
        found = postgres.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            making = f"{name}_making"
            postgres.execute(f"DROP DATABASE IF EXISTS {making}".encode())
            postgres.execute(f"CREATE DATABASE {making}".encode())
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                _migrate(Path(folder), urlsplit(server)._replace(path=f"/{making}").geturl())
            postgres.execute(f"ALTER DATABASE {making} RENAME TO {name}".encode())
    return name


def _migrate(folder: Path, database: str) -> None:
    given = {"ALONGSIDE_DATA_DIR": str(folder), "ALONGSIDE_DATABASE": database}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    ended = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input"],
        env=kept | given | {"DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
