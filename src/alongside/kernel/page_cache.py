"""Keeps the pages of conversations for people who are not signed in, in front of Django.

A kept page is served only while one small query says that what it shows is unchanged, so a new
reply shows at once, whichever process wrote it. What that query does not cover (somebody's new
name or role, a neighbour in the list beside) is at most `LIFETIME` old.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.db import DatabaseError
from django.http.cookie import parse_cookie

from alongside.kernel import clock
from alongside.kernel.keeping import LIFETIME

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_PAGE = 512 * 1024

_TOPIC = re.compile(r"/t/([1-9][0-9]{0,17})")
_QUERY = re.compile(r"|page=(?:last|[0-9]{1,9})")
Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    stamp: object
    until: float
    headers: list[Header]
    body: bytes


class PageCache:
    """A WSGI application around another.

    Args:
        application: what answers when nothing is kept.
        stamp: topic id to anything comparable that changes with the page; None keeps nothing.
        mebibytes: how much to keep; the least recently read goes first.
    """

    def __init__(
        self, application: WSGIApplication, stamp: Callable[[int], object], mebibytes: int
    ) -> None:
        self.application = application
        self.stamp = stamp
        self.room = mebibytes * 1024 * 1024
        self.kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self.application(environ, start_response)
        stamp = self._stamp(key)
        found = self.kept.get(key)
        if found and stamp is not None and found.stamp == stamp and found.until > time.monotonic():
            self._touch(key)
            start_response("200 OK", found.headers)
            return [found.body]
        return self._answer(key, stamp, environ, start_response)

    def _stamp(self, key: tuple[str, ...]) -> object:
        """None where the database does not answer: Django will find out and say so."""
        try:
            return self.stamp(int(key[0]))
        except DatabaseError:
            return None

    def _touch(self, key: tuple[str, ...]) -> None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)

    def _answer(
        self,
        key: tuple[str, ...],
        stamp: object,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        heard: list[Any] = []

        def listen(status: str, headers: list[Header], exc_info: Any = None) -> Any:
            heard[:] = [status, headers]
            return start_response(status, headers, exc_info) if exc_info else lambda _: None

        answer = self.application(environ, listen)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        status, headers = heard
        if stamp is not None and status.startswith("200") and _may_keep(headers, body):
            self._keep(key, Kept(stamp, time.monotonic() + LIFETIME, headers, body))
        start_response(status, headers)
        return [body]

    def _keep(self, key: tuple[str, ...], page: Kept) -> None:
        with self.lock:
            old = self.kept.pop(key, None)
            self.size += len(page.body) - (len(old.body) if old else 0)
            self.kept[key] = page
            while self.size > self.room:
                _, gone = self.kept.popitem(last=False)
                self.size -= len(gone.body)


def _key(environ: WSGIEnvironment) -> tuple[str, ...] | None:
    """What tells one kept page from another; None for a request that must reach Django."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    match = _TOPIC.fullmatch(environ["PATH_INFO"])
    query = environ.get("QUERY_STRING", "")
    cookies = environ.get("HTTP_COOKIE", "")
    if match is None or "sessionid" in cookies or not _QUERY.fullmatch(query):
        return None
    accepts = "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else ""
    # Also the name it was asked by: one that is not ours is refused by Django, and never kept.
    return match[1], query, environ.get("HTTP_HOST", ""), _zone(cookies), accepts


def _zone(cookies: str) -> str:
    """The reader's zone, read as Django will read it, and only where there is such a zone.

    Read in any other way, somebody's odd cookie would choose the page of others.
    """
    name = unquote(parse_cookie(cookies).get("tz", "")) if "tz" in cookies else ""
    return name if name and clock.zone(name) else ""


def _may_keep(headers: list[Header], body: bytes) -> bool:
    """A page that hands out a cookie is somebody's own."""
    return len(body) <= LARGEST_PAGE and not any(
        name.lower() == "set-cookie" for name, _ in headers
    )
