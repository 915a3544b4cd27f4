"""`alongside serve`: it starts, answers, survives, and stops without a trace."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

import pytest

from tests.config.conftest import Served, Shell, eventually

Serve = Callable[..., Served]


def test_first_start_second_start_and_no_loss(serve: Serve, shell: Shell) -> None:
    first = serve("--demo", first=True)
    assert (shell.folder / "data").stat().st_mode & 0o777 == 0o700
    assert "sign in as one of these" in first.words()
    assert first.get("/") == 200
    assert first.stop() < 2
    assert first.process.returncode == 0
    assert "Traceback" not in first.words()
    made = (shell.folder / "data" / "alongside.sqlite3").stat()
    second = serve("--demo")
    assert second.get("/") == 200
    assert "Making the database" not in second.words()
    assert "Preparing" not in second.words()
    assert (shell.folder / "data" / "alongside.sqlite3").stat().st_ino == made.st_ino


def test_what_it_writes_in_an_open_folder_is_for_this_user_alone(
    serve: Serve, shell: Shell
) -> None:
    data = shell.folder / "data"
    data.mkdir()
    data.chmod(0o755)
    serve("--no-worker", first=True).get("/")
    written = [path for path in data.iterdir() if path.is_file()]
    assert data / "alongside.sqlite3" in written
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_supervisor_ends_all(serve: Serve, name: signal.Signals) -> None:
    served = serve()
    eventually(lambda: len(served.group()) == 3)
    assert served.stop(name) < 2
    assert served.process.returncode == 0
    assert served.group() == set()
    assert "Traceback" not in served.words()


def test_ctrl_c_reaches_every_process_and_ends_all(serve: Serve) -> None:
    served = serve()
    eventually(lambda: len(served.group()) == 3)
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(2) == 0
    assert served.group() == set()
    assert "Traceback" not in served.words()
    assert "ERROR" not in served.words()


def test_whichever_dies_is_started_again(serve: Serve) -> None:
    served = serve()
    eventually(lambda: len(served.group()) == 3)
    before = served.group()
    for pid in before - {served.process.pid}:
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: len(served.group()) == 3 and not served.group() <= before, served.words)
    eventually(lambda: served.get("/static/staticfiles.json") == 200, served.words)
    assert served.stop() < 2


def test_no_orphan_when_the_supervisor_is_killed(serve: Serve) -> None:
    served = serve()
    eventually(lambda: len(served.group()) == 3)
    served.stop(signal.SIGKILL)
    eventually(lambda: served.group() == set())


def test_a_port_in_use_is_told_in_one_line(shell: Shell) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ended = shell("serve", "--port", port)
    assert ended.returncode == 1
    assert ended.stderr == f"Error: Port {port} is in use. Choose another with --port or PORT.\n"
    assert not (shell.folder / "data").exists()


def test_a_wrong_host_is_told_in_one_line(shell: Shell) -> None:
    ended = shell("serve", "--host", "203.0.113.7")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "has no address 203.0.113.7" in ended.stderr


def test_a_data_folder_that_cannot_be_made_is_told(shell: Shell) -> None:
    (shell.folder / "data").write_text("a file")
    ended = shell("serve")
    assert ended.returncode == 1
    assert ended.stderr.startswith("The data folder cannot be made:")
    assert "Traceback" not in ended.stderr


def test_a_damaged_database_is_told_in_one_line(shell: Shell) -> None:
    (shell.folder / "data").mkdir()
    (shell.folder / "data" / "alongside.sqlite3").write_bytes(b"no database" * 1000)
    ended = shell("serve")
    assert ended.returncode == 1
    assert "The database cannot be used: file is not a database" in ended.stderr
    assert "Traceback" not in ended.stderr
