"""Reads what is sent before a page is made from it, so that slow senders cannot stop the readers.

The web server waits for a body without an end, on one of its few threads. Here only so many bodies
are read at once as there are places (`kernel/places.py`), so that a thread stays for people who
only read. Somebody who means harm can still keep others from writing; a proxy in front that hands
on only whole requests ends that.
"""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from alongside.kernel.places import ENVIRON_KEY, Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NOT_WHOLE = ("400 Bad Request", "What you sent did not arrive whole. Go back and send it again.")
TOO_LONG = ("413 Content Too Large", "That is too long to send at once. Go back and shorten it.")
BUSY = (
    "503 Service Unavailable",
    "Many people are sending something just now. Wait a little, go back and send it again.",
)


class UnreadError(Exception):
    """The body was not read: `status`, and `words` for whoever sent it."""

    def __init__(self, status: str, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class BodyGate:
    """A WSGI application around another, which gets bodies that are there already.

    Args:
        application: what answers.
        threads: how many requests the web server answers at the same time.
        largest: the most bytes of a body.
        but: the same for a path of its own.
    """

    def __init__(
        self,
        application: WSGIApplication,
        threads: int,
        largest: int,
        but: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.application = application
        self.largest, self.but = largest, but
        self.places = Places(threads)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        chunked = "HTTP_TRANSFER_ENCODING" in environ
        environ[ENVIRON_KEY] = self.places
        if chunked or environ.get("CONTENT_LENGTH", "") not in ("", "0"):
            try:
                body = self._body(environ, chunked=chunked)
            except UnreadError as unread:
                return _say(unread, start_response)
            environ["wsgi.input"] = BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
        return self.application(environ, start_response)

    def _body(self, environ: WSGIEnvironment, *, chunked: bool) -> bytes:
        """All of it. Raises UnreadError."""
        largest = self.but.get(environ.get("PATH_INFO", ""), self.largest)
        length = None if chunked else _length(environ["CONTENT_LENGTH"], largest)
        if not self.places.take():
            raise UnreadError(*BUSY)
        try:
            body: bytes = environ["wsgi.input"].read(largest + 1 if chunked else length)
        except OSError as error:
            raise UnreadError(*NOT_WHOLE) from error
        finally:
            self.places.leave()
        if len(body) > largest:
            raise UnreadError(*TOO_LONG)
        if length not in (None, len(body)):
            raise UnreadError(*NOT_WHOLE)
        return body


def _length(told: str, largest: int) -> int:
    if not (told.isascii() and told.isdigit()):
        raise UnreadError(*NOT_WHOLE)
    if len(told) > 18 or int(told) > largest:
        raise UnreadError(*TOO_LONG)
    return int(told)


def _say(unread: UnreadError, start_response: StartResponse) -> list[bytes]:
    words = unread.words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(words))),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        # What was not read of it still comes on this connection.
        ("Connection", "close"),
    ]
    if unread.status == BUSY[0]:
        headers.append(("Retry-After", "10"))
    start_response(unread.status, headers)
    return [words]
