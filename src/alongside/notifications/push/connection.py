"""One push over one connection that leads out of our network, follows no redirect and ends in time.

Loaded by name at the first push: what it stands on takes a second to load.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from alongside.notifications.push.endpoints import is_public

# Seconds: for each step, and for all of it, whatever trickles in meanwhile.
TIMEOUT, DEADLINE = 10.0, 20.0
_here = threading.local()


class Deadline:
    """Ends the connection of this thread when its time is over."""

    def __init__(self) -> None:
        self.line: socket.socket | None = None
        self.timer = threading.Timer(DEADLINE, self.cut)
        self.timer.daemon = True

    def watch(self, line: socket.socket) -> None:
        # A second handle on the same connection: TLS takes the first one away.
        self.line = line.dup()

    def cut(self) -> None:
        if self.line:
            with contextlib.suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.timer.cancel()
        if self.line:
            self.line.close()


def _connected(host: str, port: int) -> socket.socket:
    """To the first public address of that name. Raises OSError."""
    trouble: OSError = OSError("the name leads to no public address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM):
        if not is_public(str(address[0])):
            continue
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(TIMEOUT)
            line.connect(address)
        except OSError as error:
            line.close()
            trouble = error
        else:
            return line
    raise trouble


class _Outward(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        try:
            line = _connected(self.host, self.port)
        except OSError as error:
            raise NewConnectionError(self, f"{type(error).__name__}: {error}") from error
        _here.deadline.watch(line)
        return line


class _OutwardTLS(_Outward, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Outward


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _OutwardTLS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}


class _Once(requests.Session):
    """Only the status is read: whatever else the other side would send is left alone."""

    def post(self, url: Any, *args: Any, **options: Any) -> requests.Response:
        answer = super().post(url, *args, allow_redirects=False, stream=True, **options)
        answer._content = b""
        return answer


@contextlib.contextmanager
def one_push() -> Iterator[requests.Session]:
    """A session for one push in this thread."""
    _here.deadline = Deadline()
    _here.deadline.timer.start()
    with _Once() as session:
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter(max_retries=0))
        try:
            yield session
        finally:
            _here.deadline.close()
