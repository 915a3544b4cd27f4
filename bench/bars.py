"""The bars a release has to clear, each with the figure measured against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bench.rounds import CONCURRENCIES, Measured

KB = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """`limit` is the least allowed where `at_least`, else the most. No figure: not measured."""

    name: str
    measured: float | None
    limit: float
    at_least: bool = False
    unit: str = ""

    @property
    def passed(self) -> bool | None:
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "passed": self.passed}


AT_LEAST_FLOORS = (
    ("topic-anonymous", 2.0),
    ("topic-anonymous-uncached", 0.5),
    ("topic-member", 0.4),
    ("list-member", 0.4),
)
LAST_PAGES = (500, 50_000)


def speed_bars(measured: Measured) -> Iterator[Bar]:
    for page, limit in AT_LEAST_FLOORS:
        for at_once in CONCURRENCIES:
            ratio = measured.rate_ratio((page, at_once), "floor")
            yield Bar(f"{page}, {at_once} at a time", ratio, limit, at_least=True, unit="× floor")
    for size in LAST_PAGES:
        for at_once in CONCURRENCIES:
            ratio = measured.latency_ratio((f"last-of-{size}", at_once), f"first-of-{size}")
            name = f"last page of {size:,}, {at_once} at a time"
            yield Bar(name, ratio, 1.1, unit="× first page")
    reply = measured.latency_ms(("reply", 1), 0.5)
    yield Bar("reply, 1 at a time, p50", reply, 5.0, unit="ms")


def weight_bars(result: dict[str, Any]) -> Iterator[Bar]:
    for row in result["rows"]:
        if row["concurrency"] == 1 and row["page"].startswith("topic-"):
            yield Bar(f"{row['page']}, size", row["bytes"] / KB, 60, unit="KB")
            yield Bar(f"{row['page']}, compressed", row["bytes_compressed"] / KB, 15, unit="KB")
            yield Bar(f"{row['page']}, queries", row["queries"], 8)
    for who, size in result["scripts_compressed_bytes"].items():
        yield Bar(f"scripts for a {who}, compressed", size / KB, 30, unit="KB")
    yield Bar("web and worker in memory after load", result["memory_mib"], 150, unit="MiB")
    yield Bar("start to first 200", result["start_s"], 1.0, unit="s")
    for times, pages in result["growth"].items():
        for page, ratio in pages["p50_ratio"].items():
            yield Bar(f"{page}, {times} times the posts", ratio, 1.2, unit="× p50")
