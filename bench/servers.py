"""The servers under load: started on their own core, and stopped whatever happens."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.answers import BadAnswer
from bench.load import Page, ask

REPOSITORY = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
START_WITHIN_S = 60
STOP_WITHIN_S = 15


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has answered once. `start_s`: from its process to its first right answer."""

    port: int
    pid: int
    start_s: float

    def cpu_ms(self) -> float | None:
        """Computing time so far, its worker's too; None where there is no /proc."""
        return machine.processor_ms(machine.family(self.pid)) if machine.LINUX else None

    def settle(self) -> None:
        """Wait until it is idle, so that what one page left to do is not counted to the next."""
        if not machine.LINUX:
            time.sleep(0.3)
            return
        family, quiet_by = machine.family(self.pid), time.monotonic() + 10
        before, still = machine.processor_ms(family), 0
        while still < 3 and time.monotonic() < quiet_by:
            time.sleep(0.03)
            now = machine.processor_ms(family)
            still = still + 1 if now == before else 0
            before = now


def environment(**more: str) -> dict[str, str]:
    """Ours, without the settings of a community of yours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "", **more}


@contextlib.contextmanager
def site(data_dir: Path, core: int | None, *options: str, page_cache: bool) -> Iterator[Server]:
    """`alongside serve` as an operator starts it."""
    port = free_port()
    program, where = str(BIN / "alongside"), ("--host", "127.0.0.1", "--port", str(port))
    command = [program, "serve", *where, *options]
    more = {} if page_cache else {"ALONGSIDE_PAGE_CACHE_MIB": "0"}
    env = environment(ALONGSIDE_DATA_DIR=str(data_dir), **more)
    with _started(command, env, data_dir, port, core, b"</html>") as server:
        yield server


@contextlib.contextmanager
def floor(folder: Path, threads: int, core: int | None) -> Iterator[Server]:
    """The bare view, on Granian with the options that the site gives it."""
    port = free_port()
    command = [
        str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads),
        "--blocking-threads-idle-timeout", "600", "--backpressure", str(max(64, threads)),
        "--log-level", "warning", "bench.floor:application",
    ]  # fmt: skip
    env = environment(BENCH_FLOOR_DB=str(folder / "floor.sqlite3"))
    with _started(command, env, folder, port, core, b"post-20") as server:
        yield server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _started(
    command: list[str],
    env: dict[str, str],
    folder: Path,
    port: int,
    core: int | None,
    words: bytes,
) -> Iterator[Server]:
    log = folder / f"server-{port}.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            preexec_fn=machine.child_setup(core),  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        try:
            _first_answer(process, port, words)
            yield Server(port, process.pid, time.perf_counter() - began)
        except BadAnswer as bad:
            raise BadAnswer(f"{bad}\n{log.read_text(errors='replace')[-4000:]}") from bad
        finally:
            _stop(process)


def _first_answer(process: subprocess.Popen[bytes], port: int, words: bytes) -> None:
    home = Page("first answer", port, lambda: b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", words)
    give_up = time.monotonic() + START_WITHIN_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise BadAnswer(f"the server ended with {process.returncode} before its first answer")
        with contextlib.suppress(ConnectionError):
            ask(home)
            return
        time.sleep(0.002)
    raise BadAnswer(f"the server did not answer within {START_WITHIN_S} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        for pid in machine.family(process.pid) if machine.LINUX else [process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
