"""The load generator: raw sockets and one selector (epoll on Linux), so that itself costs little.

Closed loop with keep-alive: each connection sends its next request when its answer has arrived.
The clock stops when the last byte is here; bodies are looked through after the round, so that
checking them never slows the load down.
"""

from __future__ import annotations

import contextlib
import gc
import selectors
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter_ns

from bench.answers import LAST_CHUNK, Answer, BadAnswer, answer_end, body_start, joined

SECOND = 1_000_000_000
# Larger than any page here: an answer has to fit, since the buffer is never grown.
BUFFER = 1024 * 1024
# The first part of a round is not counted: connections open and caches fill.
WARM_UP_S = 0.25
ANSWER_WITHIN_S = 30


@dataclass(frozen=True, slots=True)
class Page:
    """What to ask for and how the right answer is known.

    Attributes:
        request: the whole request as bytes, one for each call.
        words: text that has to be in the body; for a redirect, in its head.
    """

    name: str
    port: int
    request: Callable[[], bytes]
    words: bytes
    status: int = 200


@dataclass(slots=True)
class Round:
    """One round of load on one page.

    Attributes:
        latencies: nanoseconds, of what began and ended in the counted time.
        per_second: those answers for each counted second.
        answers: all of them, those before and after the counted time too.
        cpu_ms: computing time of all of the server's processes for one answer (Linux).
    """

    latencies: list[int] = field(default_factory=list)
    per_second: float = 0.0
    answers: int = 0
    cpu_ms: float | None = None

    def at(self, share: float) -> float:
        """The latency in milliseconds that `share` of the answers stayed under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1e6


class Connection:
    """One keep-alive connection with at most one request under way."""

    __slots__ = ("began", "buffer", "end", "have", "last", "page", "sock", "start", "view")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sock = socket.create_connection(("127.0.0.1", page.port), ANSWER_WITHIN_S)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.settimeout(0)
        self.buffer = bytearray(BUFFER)
        self.view = memoryview(self.buffer)
        self.last = b""
        self.began = self.have = self.start = self.end = 0

    def send(self) -> None:
        request = self.page.request()
        self.have, self.start = 0, -1
        self.began = perf_counter_ns()
        if self.sock.send(request) != len(request):
            raise BadAnswer(f"{self.page.name}: the request did not fit the socket's buffer")

    def take(self) -> bool:
        """Read what is there; true once the answer is whole."""
        read = self.sock.recv_into(self.view[self.have :])
        if read == 0:
            raise BadAnswer(f"{self.page.name}: the server closed the connection")
        self.have += read
        if self.start < 0:
            self.start = body_start(self.buffer, self.have)
            if self.start < 0:
                return False
            self.end = answer_end(self.buffer, self.start)
        return self.have == self.end if self.end else self._last_chunk_is_here()

    def _last_chunk_is_here(self) -> bool:
        return self.buffer.endswith(LAST_CHUNK, self.start, self.have)

    def answer(self) -> Answer | None:
        """The answer just read; None where its body is byte for byte the one before."""
        body = bytes(self.view[self.start : self.have])
        if body == self.last and self.buffer.startswith(b"HTTP/1.1 200", 0, self.start):
            return None
        self.last = body
        head = bytes(self.view[: self.start])
        return Answer(head, body if self.end else joined(body))

    def close(self) -> None:
        self.view.release()
        self.sock.close()


def check(page: Page, answer: Answer) -> None:
    """Raises: BadAnswer where the status or the words are not those of the page."""
    if answer.status != page.status:
        said = answer.body[:2000].decode("utf-8", "replace")
        raise BadAnswer(f"{page.name}: answered {answer.status}, not {page.status}: {said}")
    if page.words not in (answer.plain() if page.status == 200 else answer.head):
        raise BadAnswer(f"{page.name}: {page.words!r} is missing")


def ask(page: Page) -> Answer:
    """One checked answer on a connection of its own."""
    connection = Connection(page)
    connection.sock.settimeout(ANSWER_WITHIN_S)
    try:
        connection.send()
        while not connection.take():
            pass
        answer = connection.answer()
        assert answer is not None
        check(page, answer)
        return answer
    finally:
        connection.close()


def drive(page: Page, concurrency: int, seconds: float) -> Round:
    """Ask for a page over `concurrency` connections for so many seconds; check every answer."""
    kept: list[Answer] = []
    with _open(page, concurrency) as connections, _no_collection():
        found = _run(connections, seconds, kept)
    for answer in kept:
        check(page, answer)
    if not found.latencies:
        raise BadAnswer(f"{page.name}: no answer within {seconds} s")
    return found


@contextlib.contextmanager
def _open(page: Page, concurrency: int) -> Iterator[list[Connection]]:
    connections = [Connection(page) for _ in range(concurrency)]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run(connections: list[Connection], seconds: float, kept: list[Answer]) -> Round:
    found = Round()
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.sock, selectors.EVENT_READ, connection)
            connection.send()
        count_from = perf_counter_ns() + int(WARM_UP_S * SECOND)
        stop_at = count_from + int(seconds * SECOND)
        waiting = len(connections)
        while waiting:
            ready = selector.select(ANSWER_WITHIN_S)
            if not ready:
                raise BadAnswer(f"{connections[0].page.name}: no answer for {ANSWER_WITHIN_S} s")
            for key, _ in ready:
                connection = key.data
                if not connection.take():
                    continue
                now = perf_counter_ns()
                found.answers += 1
                if count_from <= connection.began and now <= stop_at:
                    found.latencies.append(now - connection.began)
                if answer := connection.answer():
                    kept.append(answer)
                if now < stop_at:
                    connection.send()
                else:
                    waiting -= 1
    found.per_second = len(found.latencies) / seconds
    return found
