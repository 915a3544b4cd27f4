"""What was read stays in memory while what it was read from has not changed."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

# What a revision does not cover (somebody's new name or role) is at most this old, in seconds.
LIFETIME = 30.0

T = TypeVar("T")


class KeptWhileUnchanged(Generic[T]):
    """Values by key, each for one revision; the least used go first.

    Args:
        most: how many to keep; 0 keeps nothing.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, tuple[int, float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, revision: int, load: Callable[[], T]) -> T:
        """The value kept for that revision, or what `load` says, kept from now on.

        The revision must have been read before `load` reads: then a change in between is met by
        the next reader, whose revision is a newer one.
        """
        found = self._kept.get(key)
        if found and found[0] == revision and found[1] > time.monotonic():
            return found[2]
        value = load()
        if self.most:
            self._keep(key, (revision, time.monotonic() + LIFETIME, value))
        return value

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _keep(self, key: Hashable, entry: tuple[int, float, T]) -> None:
        with self._lock:
            self._kept[key] = entry
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
