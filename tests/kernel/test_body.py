"""Bodies are read whole before a page is made, few at a time, and never a too long one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest

from alongside.kernel import places
from alongside.kernel.body import BodyGate

LARGEST = 100


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", [])
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return [environ["wsgi.input"].read(length) if length else b"nothing"]


class Untouched:
    def read(self, size: int) -> bytes:
        raise AssertionError("was read")


class Stalled:
    """A body that does not come until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        self.asked.set()
        self.let_go.wait(10)
        return b""


def send(gate: BodyGate, stream: object, **given: str) -> tuple[str, dict[str, str], bytes]:
    heard: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        heard[:] = [status, dict(headers)]

    environ = {"REQUEST_METHOD": "POST", "wsgi.input": stream, **given}
    answer = b"".join(gate(environ, start_response))
    return heard[0], heard[1], answer


def sent(gate: BodyGate, stream: object) -> threading.Thread:
    thread = threading.Thread(target=send, args=(gate, stream), kwargs={"CONTENT_LENGTH": "8"})
    thread.start()
    return thread


@pytest.fixture
def gate() -> BodyGate:
    return BodyGate(echo, threads=4, largest=LARGEST)


def test_a_body_is_handed_on_whole(gate: BodyGate) -> None:
    assert send(gate, BytesIO(b"words"), CONTENT_LENGTH="5")[2] == b"words"
    assert send(gate, BytesIO(b"words"), HTTP_TRANSFER_ENCODING="chunked")[2] == b"words"


def test_one_path_may_take_more_than_the_others() -> None:
    gate = BodyGate(echo, threads=4, largest=LARGEST, but={"/mail-in": LARGEST * 2})
    body = b"x" * (LARGEST * 2)
    given = {"CONTENT_LENGTH": str(len(body))}
    assert send(gate, BytesIO(body), **given)[0].startswith("413")
    assert send(gate, BytesIO(body), PATH_INFO="/mail-in", **given)[2] == body
    chunked = {"PATH_INFO": "/mail-in", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert send(gate, BytesIO(body + b"x"), **chunked)[0].startswith("413")


@pytest.mark.parametrize("given", [{}, {"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "0"}])
def test_without_a_body_nothing_is_read(gate: BodyGate, given: dict[str, str]) -> None:
    assert send(gate, Untouched(), **given)[2] == b"nothing"


def test_a_body_that_says_it_is_too_long_is_not_read(gate: BodyGate) -> None:
    assert send(gate, Untouched(), CONTENT_LENGTH=str(LARGEST + 1))[0].startswith("413")


def test_a_body_that_turns_out_too_long_is_refused(gate: BodyGate) -> None:
    long = BytesIO(b"x" * (LARGEST + 1))
    assert send(gate, long, HTTP_TRANSFER_ENCODING="chunked")[0].startswith("413")


def test_half_a_body_is_never_taken_for_a_whole_one(gate: BodyGate) -> None:
    assert send(gate, BytesIO(b"half"), CONTENT_LENGTH="8")[0].startswith("400")


@pytest.mark.parametrize("odd", ["many", "-1", "\u00b2", "9" * 5000])
def test_a_length_that_makes_no_sense_is_refused(gate: BodyGate, odd: str) -> None:
    assert send(gate, Untouched(), CONTENT_LENGTH=odd)[0][:3] in ("400", "413")


@pytest.fixture
def stalled(gate: BodyGate) -> Iterator[list[Stalled]]:
    """As many as are read at once."""
    bodies = [Stalled(), Stalled()]
    threads = [sent(gate, one) for one in bodies]
    assert all(one.asked.wait(5) for one in bodies)
    yield bodies
    for one in bodies:
        one.let_go.set()
    for thread in threads:
        thread.join(5)


def test_while_bodies_do_not_come_the_next_is_told_when_to_try_again(
    gate: BodyGate, stalled: list[Stalled], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "PATIENCE", 0.1)
    status, headers, words = send(gate, Untouched(), CONTENT_LENGTH="5")
    assert status.startswith("503")
    assert headers["Retry-After"].isdigit()
    assert b"send it again" in words
    assert send(gate, BytesIO(), REQUEST_METHOD="GET")[0] == "200 OK"


def test_a_place_that_is_given_back_is_taken(gate: BodyGate, stalled: list[Stalled]) -> None:
    threading.Timer(0.5, stalled[0].let_go.set).start()
    assert send(gate, BytesIO(b"words"), CONTENT_LENGTH="5")[2] == b"words"


def test_only_one_waits_long(gate: BodyGate, stalled: list[Stalled]) -> None:
    """So that one thread of four stays for people who read."""
    first = sent(gate, BytesIO())
    time.sleep(places.MOMENT * 3)
    began = time.monotonic()
    assert send(gate, Untouched(), CONTENT_LENGTH="5")[0].startswith("503")
    assert time.monotonic() - began < 1
    assert first.is_alive()
    stalled[0].let_go.set()
    first.join(5)
    assert not first.is_alive()
