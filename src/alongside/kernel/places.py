"""Places for what may take long: two fewer than threads, so that readers never wait for it.

At most one more may wait for a place. Reading a form that comes slowly takes one; so does an answer
that is held back on purpose. With one thread there is none to spare.
"""

from __future__ import annotations

import threading

# Seconds to wait for a place. What takes no time at all has left it again in far less.
MOMENT, PATIENCE = 0.1, 5.0
# Where a request finds the places of its server.
ENVIRON_KEY = "alongside.places"


class Places:
    def __init__(self, threads: int) -> None:
        places = max(1, threads - 2)
        self.free = threading.BoundedSemaphore(places)
        self.waiting = threading.Semaphore(max(0, min(1, threads - places - 1)))

    def take(self) -> bool:
        if self.free.acquire(timeout=MOMENT):
            return True
        if not self.waiting.acquire(blocking=False):
            return False
        try:
            return self.free.acquire(timeout=PATIENCE)
        finally:
            self.waiting.release()

    def leave(self) -> None:
        self.free.release()
