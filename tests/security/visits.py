"""Somebody's browser that sends anything anywhere and leaves no trace behind."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

from alongside.discussions.actions.drafts import new_token
from tests.cast import Cast
from tests.security.addresses import Address
from tests.security.reading import looked_at

OK = 200
SEE_OTHER = 303
SHUT = (404, 405)
SIGN_IN = "/sign-in?"
FORM = "application/x-www-form-urlencoded"

# What fits some form of the site: each takes what it knows.
WORDS = {
    "body": "Some kind words", "title": "A title", "space": "open-door", "kind": "question",
    "edit_count": "0", "number": "2", "give": "hug", "name": "Amber", "about": "About me",
    "zone": "", "country": "", "connection": "", "connection_audience": "members",
    "about_audience": "staff", "place_audience": "me", "zone_audience": "me",
    "role": "member", "access": "public", "position": "1",
    "login": "nobody@example.com", "email": "nobody@example.com", "username": "Nobody here",
    "word": "gribble", "tier": "mask", "reason": "It hurts.", "sure": "on",
    "decision": "show", "answer": "You tell of it.",
    "password": "a wrong password", "code": "1234-5678", "place": "ask",
}  # fmt: skip
EMPTY = WORDS | {"body": "", "title": "", "give": "", "name": ""}
PREVIEW = WORDS | {"preview": "1"}
TAKE = {"take": "hug"}
STALE = WORDS | {"edit_count": "7"}
SENT = {
    "ask": (WORDS, PREVIEW, EMPTY),
    "topic_reply": (WORDS, PREVIEW, EMPTY),
    "post_edit": (WORDS, PREVIEW, EMPTY, STALE),
    "post_reactions": (WORDS, TAKE),
}
PARTS = ("topic_follow", "topic_unfollow", "post_reactions")


class Visitor:
    """One person of the cast. The blocked one still has the session from before they were."""

    def __init__(self, cast: Cast, name: str, **options: Any) -> None:
        self.name = name
        self.client = cast.client(name, **options)
        if name == "blocked":
            self.client.force_login(cast.people[name])
        self.cookies = copy.deepcopy(self.client.cookies)

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self._same_cookies(self.client.get(path, **more))

    def post(self, path: str, data: dict[str, str], **more: Any) -> HttpResponse:
        return self.send("POST", path, data, **more)

    def send(
        self,
        method: str,
        path: str,
        data: dict[str, str] | None = None,
        raw: str = "",
        after: Callable[[], object] = lambda: None,
        **more: Any,
    ) -> HttpResponse:
        """The answer; what it wrote is taken back, and so are the tries that were counted.

        `raw` is a form as it travels. `after` is called while what was written still stands.
        """
        cache.clear()
        with transaction.atomic():
            sent = raw or urlencode(data or {})
            answer = self.client.generic(method, path, sent, FORM, **more)
            after()
            transaction.set_rollback(True)
        return self._same_cookies(answer)  # type: ignore[arg-type]

    def get_all(self, address: Address) -> Iterable[tuple[str, HttpResponse]]:
        """The page with its path, and where there is one, what its searches find.

        What a page does not look for, it cannot answer: see `reading`.
        """
        with looked_at() as keys:
            answer = self.get(address.path)
        yield address.path, answer
        for path in address.searches if answer.status_code == OK else ():
            if path.partition("?")[2].partition("=")[0] in keys:
                yield path, self.get(path)

    def _same_cookies(self, answer: HttpResponse) -> HttpResponse:
        if answer.cookies:
            self.client.cookies = copy.deepcopy(self.cookies)
        return answer

    def post_all(self, name: str, path: str) -> Iterable[HttpResponse]:
        """Every way in which that form may be sent; a part of a page too, where one is made.

        Once, where it says at the door that there is nothing here for this person.
        """
        for data in SENT.get(name, (WORDS,)):
            given = data | {"token": new_token()}
            yield (answer := self.post(path, given))
            if name in PARTS and answer.status_code == SEE_OTHER:
                yield self.post(path, given, headers={"HX-Request": "true"})
            if shut(answer):
                return


def shut(answer: HttpResponse) -> bool:
    """Nothing here for this person, whatever they send."""
    return answer.status_code in SHUT or answer.get("Location", "").startswith(SIGN_IN)


def every_byte(answer: HttpResponse, asked: str = "") -> bytes:
    """Status line, headers, cookies and body, without the echo of what was asked for."""
    lines = [f"{answer.status_code} {answer.reason_phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.items()]
    lines += [cookie.OutputString() for cookie in answer.cookies.values()]
    told = "\n".join(lines).encode() + b"\n\n" + b"".join(answer)  # type: ignore[arg-type]
    for echo in sorted({asked, quote(asked), quote(asked, safe="")} - {""}, key=len, reverse=True):
        told = told.replace(echo.encode(), b"")
    return told


def plain(answer: HttpResponse, path: str) -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers and body, with the address itself replaced and one-off secrets left out."""
    # Also as it stands in another address, which leads back to it afterwards.
    within = quote(path, safe="")
    named = [(k, v.replace(path, "ADDRESS")) for k, v in answer.items() if k != "Date"]
    headers = [(k, v.replace(within, "ADDRESS")) for k, v in named]
    body = b"".join(answer).decode(errors="replace").replace(path, "ADDRESS")  # type: ignore[arg-type]
    return answer.status_code, headers, without_tokens(body)


def without_tokens(body: str) -> str:
    """Forms have a fresh secret and a fresh token each time they are shown."""
    return re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"', "", body)
