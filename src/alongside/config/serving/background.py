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
    its events stay pending.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    django.setup()
    wiring = import_module(WIRING)
    worker = wiring.make_worker()
    thread = threading.Thread(target=worker.run_forever, daemon=True)
    thread.start()
    if parent:
        threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    signal.sigwait(ENDINGS)
    worker.stop.set()
    thread.join(STOP_SECONDS)


def end_with(parent: int) -> None:
    """Stops this process when the supervisor is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
