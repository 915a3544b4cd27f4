"""The worker's own process: beside the web under `alongside serve`, alone as `alongside worker`."""

from __future__ import annotations

import os
import signal
import threading
import time
from importlib import import_module

import django

WIRING = "alongside.config.wiring"
# What ends it. They are waited for, not handled: a handler may run in the middle of anything.
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 1.0


def work(parent: int | None = None) -> None:
    """Runs the worker until the process is told to end, or its supervisor `parent` is gone.

    A batch that does not end within a second is given up: its transaction is rolled back and
    its events stay pending. So does what a loop was doing: its lease runs out.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    django.setup()
    wiring = import_module(WIRING)
    loops = (wiring.make_worker(), *wiring.make_loops())
    threads = [threading.Thread(target=loop.run_forever, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    if parent:
        threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    signal.sigwait(ENDINGS)
    for loop in loops:
        loop.stop.set()
    ends = time.monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))


def end_with(parent: int) -> None:
    """Stops this process when the supervisor is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
