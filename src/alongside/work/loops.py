"""Loops beside the worker: each has a thread and a database connection of its own, so that a slow
mail server holds up nothing but mail."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
# Between two rounds people who post get their turn at SQLite's one writer.
PAUSE_SECONDS = 0.01
AFTER_TROUBLE_SECONDS = 5.0


@dataclass
class Loop:
    """Calls `work` for ever. It says how much it did; nothing done, and it rests a moment."""

    name: str
    work: Callable[[], int]
    stop: threading.Event = field(default_factory=threading.Event)

    def run_forever(self) -> None:
        wait = 0.0
        while not self.stop.wait(wait):
            try:
                wait = PAUSE_SECONDS if self.work() else IDLE_SECONDS
            except Exception:
                log.exception("%s met trouble and goes on in a moment", self.name)
                connection.close()
                wait = AFTER_TROUBLE_SECONDS
        connection.close()
