"""How long to leave a mail server alone that is away."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

FIRST_SECONDS = 1.0
# Short, so that all that waited is on its way well within ten minutes after it came back.
LONGEST_SECONDS = 120.0


@dataclass
class Pause:
    """1 s, 2 s and so on up to two minutes, up to half of it less. By a clock nobody sets."""

    clock: Callable[[], float] = time.monotonic
    tries: int = 0
    until: float = 0.0

    def lasts(self) -> bool:
        return self.clock() < self.until

    def longer(self) -> None:
        self.tries += 1
        seconds = min(FIRST_SECONDS * 2.0 ** min(self.tries - 1, 20), LONGEST_SECONDS)
        seconds *= random.uniform(0.5, 1.0)  # noqa: S311 - no secret depends on it
        self.until = self.clock() + seconds

    def over(self) -> None:
        self.tries, self.until = 0, 0.0
