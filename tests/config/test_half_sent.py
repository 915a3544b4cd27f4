"""Forms that are sent by half, and never to the end, do not keep others from reading."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.config.conftest import Served, eventually

Serve = Callable[..., Served]
# With a secret of its own making, so that the form has to be read for the other half of it.
START = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=" + b"x" * 32 + b"\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
HALF = START + b"Content-Length: 1000\r\n\r\nemail="
CHUNK = START + b"Transfer-Encoding: chunked\r\n\r\n6\r\nemail=\r\n"


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as sockets:
        yield sockets


def send_half(opened: ExitStack, served: Served, half: bytes) -> None:
    one = opened.enter_context(socket.create_connection(("127.0.0.1", served.port)))
    one.sendall(half)


def post(served: Served) -> int:
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{served.port}/sign-in", b"email=a", timeout=10
        ) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("half", [HALF, CHUNK], ids=["length", "chunked"])
def test_pages_are_read_while_forms_are_half_sent(
    serve: Serve, opened: ExitStack, half: bytes
) -> None:
    served = serve("--no-worker")
    for _ in range(6):
        send_half(opened, served, half)
    time.sleep(0.2)
    for path in ("/alive", "/"):
        began = time.monotonic()
        assert served.get(path) == 200
        assert time.monotonic() - began < 2
    opened.close()
    # Without its secret a form is refused, so this one was read, once the places are free again.
    eventually(lambda: post(served) == 403)
