"""A real server with the demo, in a folder and a database of its own, for as long as it is needed.

Browser tests and `scripts/screenshots.py` both start one: the same command a person types, so that
what they see is what everybody sees. `ALONGSIDE_DATABASE`, where it names a PostgreSQL server,
gets a new database beside the one it names, which is dropped at the end.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

START_SECONDS = 60
COMMAND = Path(sys.executable).parent / "alongside"


@dataclass(frozen=True)
class Site:
    """Where the server is, and what it has written so far."""

    address: str
    log: Path

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def said(self, letters: int = 4000) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-letters:]


@contextlib.contextmanager
def running(**settings: str) -> Iterator[Site]:
    """Starts a server, waits until it answers, and ends it. `settings`: base_url and the like."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-demo-"))
    try:
        with _database() as database, _process(folder, database, settings) as site:
            yield site
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _process(folder: Path, database: str, settings: dict[str, str]) -> Iterator[Site]:
    port = _free_port()
    site = Site(f"http://127.0.0.1:{port}", folder / "log")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    own = {
        "ALONGSIDE_DATA_DIR": str(folder / "data"),
        "ALONGSIDE_DATABASE": database,
        # An operator's own settings file is not our business.
        "ALONGSIDE_SETTINGS": str(folder / "none.toml"),
        **{f"ALONGSIDE_{name.upper()}": value for name, value in settings.items()},
    }
    (folder / "none.toml").touch()
    with site.log.open("w") as log:
        process = subprocess.Popen(
            [COMMAND, "serve", "--demo", "--port", str(port)],
            env=kept | own,
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(site, process)
            yield site
        finally:
            # The data goes with it, so nothing has to be put in order first.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(site: Site, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{site.address}/alive", timeout=5).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"The demo did not start:\n{site.said()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def _database() -> Iterator[str]:
    """A new database on the server that ALONGSIDE_DATABASE names; an empty text for SQLite."""
    named = os.environ.get("ALONGSIDE_DATABASE", "")
    if not named:
        yield ""
        return
    name = f"alongside_demo_{uuid.uuid4().hex}"
    with psycopg.connect(named, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(named)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(named, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
