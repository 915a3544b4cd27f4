"""One run, from seeded folders to the result: what is measured, on which server, in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import machine, servers, weights
from bench.data import Data, copied, seeded
from bench.load import Page
from bench.pages import Site, a_new_reply_shows_at_once, floor_page
from bench.rounds import CONCURRENCIES, Entry, Measured, measure
from bench.servers import Server

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how large. `growths`: how many times the posts, each against the first size."""

    rounds: int
    seconds: float
    growths: tuple[int, ...]
    core: int | None  # the server's
    encodings: str


@dataclass(frozen=True, slots=True)
class Running:
    """The three servers of the main part, and the folder they serve."""

    data: Data
    floor: Server
    cached: Server  # as an operator runs it: page cache and worker
    uncached: Server
    site: Site  # the two servers as the reader's browser knows them
    site_uncached: Site

    def pages(self) -> list[Page]:
        """Every row but the reply, which writes. First pages are what last pages are held to."""
        cached, uncached = self.site, self.site_uncached
        return [
            floor_page(self.floor.port),
            cached.topic("topic-anonymous", 20),
            uncached.topic("topic-anonymous-uncached", 20),
            cached.topic("topic-member", 20, member=True),
            cached.list("list-member"),
            *(
                uncached.topic(f"{name}-of-{size}", size, last=name == "last")
                for size in (500, 50_000)
                for name in ("first", "last")
            ),
        ]

    def server_of(self, page: Page) -> Server:
        return next(
            one for one in (self.floor, self.cached, self.uncached) if one.port == page.port
        )


def run(plan: Plan, tell: Tell) -> tuple[dict[str, Any], Measured]:
    """The result as it is written to the file, without the bars.

    Raises: BadAnswer when a page is not what it should be.
    """
    found = {"machine": machine.described()}
    data = seeded(1, tell)
    larger = [(times, seeded(times, tell)) for times in plan.growths]
    with copied(data) as copy:
        tell("Starting and stopping the site")
        with servers.site(copy.folder, plan.core, page_cache=True):
            pass  # the first start prepares static files, later ones do not
        starts = weights.start_s(copy, plan.core)
        with _running(copy, plan) as running:
            result, measured = _main_part(running, plan, tell)
            result["growth"] = {
                times: _growth(running.uncached, data, grown, plan, tell) for times, grown in larger
            }
    result |= {"start_s": round(median(starts), 3), "starts_s": starts}
    return found | result, measured


@contextmanager
def _running(data: Data, plan: Plan) -> Iterator[Running]:
    with ExitStack() as stack:
        floor = stack.enter_context(servers.floor(data.folder, data.facts["threads"], plan.core))
        cached = stack.enter_context(servers.site(data.folder, plan.core, page_cache=True))
        uncached = stack.enter_context(
            servers.site(data.folder, plan.core, "--no-worker", page_cache=False)
        )
        sites = [
            Site.opened(server.port, data.facts, plan.encodings) for server in (cached, uncached)
        ]
        yield Running(data, floor, cached, uncached, *sites)


def _main_part(running: Running, plan: Plan, tell: Tell) -> tuple[dict[str, Any], Measured]:
    pages = [*running.pages(), running.site.reply("reply")]
    weighed = _weigh(running, pages)
    at_once = a_new_reply_shows_at_once(running.site)
    entries = [Entry(page, running.server_of(page)) for page in pages]
    measured = measure(entries, plan.rounds, plan.seconds, tell)
    running.cached.settle()
    processes = weights.memory(running.cached)
    result = {
        "rows": [
            _row(page.name, at_a_time, measured, weighed)
            for page in pages
            for at_a_time in CONCURRENCIES
        ],
        "memory_mib": round(sum(processes.values()), 1) if processes else None,
        "memory_of_each_mib": processes,
        "scripts_compressed_bytes": {
            "visitor": sum(weights.scripts(pages[1]).values()),
            "member": sum(weights.scripts(pages[3]).values()),
        },
        "new_reply_shows_at_once": at_once,
        "accept_encoding": plan.encodings,
        "rounds": plan.rounds,
        "seconds_a_round": plan.seconds,
        "seeded": {key: running.data.facts[key] for key in ("posts", "topics", "members")},
    }
    return result, measured


def _weigh(running: Running, pages: list[Page]) -> dict[str, dict[str, int | None]]:
    """Bytes and queries of each page but FLOOR's queries, which are two by its definition."""
    by_server = {
        page_cache: [page for page in pages if page.port == server.port]
        for page_cache, server in ((True, running.cached), (False, running.uncached))
    }
    counts = {"floor": 2}
    for page_cache, group in by_server.items():
        found = weights.queries(running.data, group, page_cache=page_cache)
        counts |= {name: len(sql) for name, sql in found.items()}
    weighed: dict[str, dict[str, int | None]] = {}
    for page in pages:
        plain, packed = weights.sizes(page) if page.status == 200 else (None, None)
        queries = counts[page.name]
        weighed[page.name] = {"bytes": plain, "bytes_compressed": packed, "queries": queries}
    return weighed


def _row(
    name: str, at_a_time: int, measured: Measured, weighed: dict[str, dict[str, int | None]]
) -> dict[str, Any]:
    key = (name, at_a_time)
    return {
        "page": name,
        "concurrency": at_a_time,
        "per_second": round(measured.per_second(key), 1),
        "p50_ms": round(measured.latency_ms(key, 0.5), 3),
        "p95_ms": round(measured.latency_ms(key, 0.95), 3),
        "ratio_to_floor": round(measured.rate_ratio(key, "floor"), 3),
        **weighed[name],
        "cpu_ms": round(cpu, 3) if (cpu := measured.cpu_ms(key)) is not None else None,
    }


def _growth(server: Server, data: Data, grown: Data, plan: Plan, tell: Tell) -> dict[str, Any]:
    """p50 of the same pages, one at a time, with so many times the posts in the database."""
    tell(f"With {grown.facts['posts']:,} posts")
    with servers.site(grown.folder, plan.core, "--no-worker", page_cache=False) as other:
        entries = [
            Entry(page, one)
            for one, facts, size in ((server, data.facts, "first"), (other, grown.facts, "grown"))
            for page in _growing_pages(Site.opened(one.port, facts, plan.encodings), size)
        ]
        measured = measure(entries, plan.rounds, plan.seconds, tell, (1,))
    names = [entry.page.name.removeprefix("first ") for entry in entries[: len(entries) // 2]]
    return {
        "posts": grown.facts["posts"],
        "p50_ms": {
            name: round(measured.latency_ms((f"grown {name}", 1), 0.5), 3) for name in names
        },
        "p50_ratio": {
            name: round(measured.latency_ratio((f"grown {name}", 1), f"first {name}"), 3)
            for name in names
        },
        "cpu_ratio": {
            name: measured.cpu_ratio((f"grown {name}", 1), f"first {name}") for name in names
        },
    }


def _growing_pages(site: Site, size: str) -> list[Page]:
    return [
        site.topic(f"{size} topic", 20),
        site.topic(f"{size} topic-member", 20, member=True),
        site.list(f"{size} list-member"),
    ]
