"""The processes of a running community: one that supervises, the web, and the worker.

The application is loaded once, before the others are forked from it, so that they share its
memory. The worker has a process of its own: a heavy job does not slow the pages, and if one of
the two dies the other goes on while the supervisor starts it again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from alongside.config.serving.background import WIRING, end_with, work

APPLICATION = "alongside.config.wsgi"
STOP_SECONDS = 1
# The pages come first at a start; what waits for the worker waits a second more.
FIRST_SECONDS = 1.0
# macOS cannot fork safely once its own libraries are in use: there, each process loads anew.
FORKS = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Plan:
    host: str
    port: int
    workers: int
    threads: int
    background: bool


def run(plan: Plan) -> None:
    """Serves until SIGINT, SIGTERM or SIGHUP. Raises SystemExit(1) if the web cannot stay up."""
    multiprocessing.set_start_method("fork" if FORKS else "spawn", force=True)
    # What is loaded now stays: the collector need not touch it, so that its memory stays shared.
    gc.freeze()
    gc.enable()
    server = Server(
        f"{APPLICATION}:application",
        address=plan.host,
        port=plan.port,
        interface=Interfaces.WSGI,
        workers=plan.workers,
        blocking_threads=plan.threads,
        blocking_threads_idle_timeout=600,
        backpressure=max(64, plan.threads),
        # Its warning that a process had to be killed comes late, also for one that just ended.
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_SECONDS,
    )
    background = Background()

    @server.on_startup
    def begin() -> None:
        # A terminal that closes ends it, where Granian alone would reload.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        if plan.background:
            background.start()

    server.on_shutdown(background.stop)
    server.serve(target_loader=_Web(os.getpid()), wrap_loader=False)


def load(plan: Plan) -> None:
    """Loads what the processes will share, where they can."""
    if FORKS:
        import_module(APPLICATION)
        if plan.background:
            import_module(WIRING)


@dataclass(frozen=True, slots=True)
class _Web:
    """Loads the application in a web process; sent there whole where processes are not forked."""

    parent: int

    def __call__(self) -> Any:
        # Ctrl-C and a closing terminal reach every process. This one waits for the supervisor's
        # word: two signals at once can make it hang.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGHUP))
        threading.Thread(target=end_with, args=(self.parent,), daemon=True).start()
        return import_module(APPLICATION).application


class Background:
    """The worker's process, started again whenever it ends before it was told to."""

    def __init__(self) -> None:
        self._process: multiprocessing.Process | None = None
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._process:
            self._process.terminate()
            self._keeper.join(STOP_SECONDS)
            self._process.kill()

    def _keep(self) -> None:
        wait = FIRST_SECONDS
        while not self._stopping.wait(wait):
            began = time.monotonic()
            self._process = multiprocessing.Process(target=work, args=(os.getpid(),), daemon=True)
            self._process.start()
            self._process.join()
            lived = time.monotonic() - began
            wait = FIRST_SECONDS if lived > 60 else min(30.0, wait * 2)
