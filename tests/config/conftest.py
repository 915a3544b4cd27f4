"""The command line as people run it: real processes, each in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests import schema

ALONGSIDE = Path(sys.executable).with_name("alongside")
PATIENCE = 30.0


@dataclass
class Shell:
    """Runs `alongside` with no settings but those given here."""

    folder: Path

    def environment(self, **settings: str) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DJANGO_"))}
        clean.pop("PORT", None)
        given = {f"ALONGSIDE_{name.upper()}": value for name, value in settings.items()}
        return clean | {"ALONGSIDE_DATA_DIR": str(self.folder / "data")} | given

    def with_tables(self) -> None:
        """As after `alongside migrate`: what a first start makes takes a while, and has tests."""
        made = self.folder / "data" / "alongside.sqlite3"
        if not made.exists():
            made.parent.mkdir(mode=0o700)
            schema.copy_to(made)

    def __call__(
        self, *words: str, stdin: str = "", **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ALONGSIDE, *words],
            cwd=self.folder,
            env=self.environment(**settings),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `alongside serve`, in a process group of its own as a terminal makes it."""

    def __init__(self, shell: Shell, *options: str, **settings: str) -> None:
        self.port = free_port()
        self.log = shell.folder / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [ALONGSIDE, "serve", "--port", str(self.port), *options],
                cwd=shell.folder,
                env=shell.environment(**settings),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        eventually(lambda: self.get("/static/staticfiles.json") == 200, self.words)

    def get(self, path: str) -> int:
        """The status of the answer, or 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def words(self) -> str:
        return self.log.read_text()

    def group(self) -> set[int]:
        """The processes of it that are alive, the supervisor among them."""
        mine = set()
        for process in psutil.process_iter(["status"]):
            with suppress(ProcessLookupError):
                if os.getpgid(process.pid) == self.process.pid:
                    mine.add((process.pid, process.info["status"]))
        return {pid for pid, status in mine if status != psutil.STATUS_ZOMBIE}

    def stop(self, name: signal.Signals = signal.SIGTERM) -> float:
        """Seconds until it was gone."""
        began = time.monotonic()
        self.process.send_signal(name)
        self.process.wait(PATIENCE)
        return time.monotonic() - began


def eventually(true: Callable[[], bool], words: Callable[[], str] = str) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, words()
        time.sleep(0.02)


@pytest.fixture
def serve(shell: Shell) -> Iterator[Callable[..., Served]]:
    """Starts it where the tables are there already; `first=True` where nothing is yet."""
    running: list[Served] = []

    def start(*options: str, first: bool = False, **settings: str) -> Served:
        if not first:
            shell.with_tables()
        running.append(Served(shell, *options, **settings))
        return running[-1]

    yield start
    for served in running:
        for pid in served.group():
            os.kill(pid, signal.SIGKILL)
        served.process.wait(PATIENCE)
