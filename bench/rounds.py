"""Interleaved rounds: a machine that slows down for a while slows every row, FLOOR too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.load import Page, Round, drive
from bench.servers import Server

CONCURRENCIES = (1, 16)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    page: Page
    server: Server


@dataclass(slots=True)
class Measured:
    """Every round of every page, by page and concurrency."""

    rounds: dict[Key, list[Round]] = field(default_factory=dict)

    def per_second(self, key: Key) -> float:
        return median(one.per_second for one in self.rounds[key])

    def latency_ms(self, key: Key, share: float) -> float:
        return median(one.at(share) for one in self.rounds[key])

    def cpu_ms(self, key: Key) -> float | None:
        times = [one.cpu_ms for one in self.rounds[key] if one.cpu_ms is not None]
        return median(times) if times else None

    def rate_ratio(self, key: Key, base: str) -> float:
        """How many times as many answers a second as the base page, in the same round."""
        pairs = zip(self.rounds[key], self.rounds[base, key[1]], strict=True)
        return median(one.per_second / other.per_second for one, other in pairs)

    def latency_ratio(self, key: Key, base: str) -> float:
        """How many times the base page's median latency, in the same round."""
        pairs = zip(self.rounds[key], self.rounds[base, key[1]], strict=True)
        return median(one.at(0.5) / other.at(0.5) for one, other in pairs)

    def cpu_ratio(self, key: Key, base: str) -> float | None:
        """The same of computing time, which other programs on the machine disturb less."""
        mine, other = self.cpu_ms(key), self.cpu_ms((base, key[1]))
        return mine / other if mine and other else None


def measure(
    entries: list[Entry],
    rounds: int,
    seconds: float,
    tell: Callable[[str], None],
    concurrencies: tuple[int, ...] = CONCURRENCIES,
) -> Measured:
    """Floor, a, b, c, floor, a, b, c, ... at each concurrency."""
    measured = Measured()
    for number in range(1, rounds + 1):
        for concurrency in concurrencies:
            tell(f"Round {number} of {rounds}, {concurrency} at a time")
            for entry in entries:
                entry.server.settle()
                before = entry.server.cpu_ms()
                found = drive(entry.page, concurrency, seconds)
                if before is not None and (after := entry.server.cpu_ms()) is not None:
                    found.cpu_ms = (after - before) / found.answers
                measured.rounds.setdefault((entry.page.name, concurrency), []).append(found)
    return measured
