"""The pages that are measured: their requests as a browser sends them, byte by byte."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.answers import Answer, BadAnswer
from bench.load import Page, ask
from bench.words import Writer

# What a browser sends, as far as servers look at it. FLOOR answers plain all the same.
BROWSER = (
    "Host: 127.0.0.1:{port}\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: en-US,en;q=0.5\r\n"
    "Connection: keep-alive\r\n"
)
ENCODINGS = "gzip, deflate, br, zstd"
CSRF_INPUT = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
# Set by the script that every page loads, so that times are in the reader's zone.
ZONE_COOKIE = "tz=Europe%2FLondon"
CSRF_COOKIE = re.compile(r"csrftoken=([^;]+)")
REPLY_WORDS = 60


@dataclass(frozen=True, slots=True)
class Site:
    """One server of one seeded community, as a visitor or as its reader.

    Attributes:
        csrf: what the reader's browser keeps from the first form it was shown.
    """

    port: int
    facts: dict[str, Any]
    encodings: str = ENCODINGS
    csrf: str = ""

    @classmethod
    def opened(cls, port: int, facts: dict[str, Any], encodings: str) -> Site:
        """The site once the reader has been there: their browser has its CSRF cookie."""
        csrf = CSRF_COOKIE.search(cls(port, facts)._form().header("set-cookie"))
        if csrf is None:
            raise BadAnswer("the page with the reply form gave no CSRF cookie")
        return cls(port, facts, encodings, csrf[1])

    @property
    def cookies(self) -> str:
        """All that the reader's browser keeps of this site."""
        csrf = f"; csrftoken={self.csrf}" if self.csrf else ""
        return f"{self.facts['cookie']}; {ZONE_COOKIE}{csrf}"

    def get(self, name: str, path: str, words: str, *, member: bool = False) -> Page:
        request = get(self.port, path, self.cookies if member else ZONE_COOKIE, self.encodings)
        return Page(name, self.port, lambda: request, words.encode())

    def topic(self, name: str, size: int, *, member: bool = False, last: bool = False) -> Page:
        """The first or last page of the conversation of that many posts."""
        path = f"/t/{self.facts['measured'][str(size)]}" + ("?page=last" if last else "")
        number = size if last else 20
        words = f"Planted in the conversation of {size} at post {number}<"
        return self.get(name, path, words, member=member)

    def list(self, name: str) -> Page:
        return self.get(name, "/conversations", self.facts["list_words"], member=True)

    def reply_place(self) -> str:
        return f"/t/{self.facts['reply_topic']}"

    def reply(self, name: str) -> Page:
        """New words in a form of its own each time, with the CSRF token of a page just read."""
        token = CSRF_INPUT.search(self._form().plain())
        if token is None:
            raise BadAnswer("the reply form has no CSRF token")
        csrf = token[1].decode()
        writer = Writer(self.port)
        head = f"POST {self.reply_place()}/replies HTTP/1.1\r\n" + BROWSER.format(port=self.port)
        head += f"Accept-Encoding: {self.encodings}\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
        head += f"Cookie: {self.cookies}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "

        def request() -> bytes:
            # The same words twice in a row would be taken for one reply, sent again.
            token = str(uuid.uuid4())
            words = " ".join(writer.sentence() for _ in range(REPLY_WORDS // 11))
            form = {"csrfmiddlewaretoken": csrf, "token": token, "body": f"{words} {token}"}
            body = urlencode(form)
            return f"{head}{len(body)}\r\n\r\n{body}".encode()

        words = f"ocation: {self.reply_place()}".encode()
        return Page(name, self.port, request, words, status=303)

    def _form(self) -> Answer:
        place = self.reply_place() + "?page=last"
        return ask(self.get("form", place, "csrfmiddlewaretoken", member=True))


def get(port: int, path: str, cookie: str = "", encodings: str = ENCODINGS) -> bytes:
    lines = f"GET {path} HTTP/1.1\r\n" + BROWSER.format(port=port)
    lines += f"Accept-Encoding: {encodings}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
    return f"{lines}\r\n".encode()


def floor_page(port: int) -> Page:
    request = get(port, "/")
    return Page("floor", port, lambda: request, b"post-20")


def a_new_reply_shows_at_once(site: Site) -> bool:
    """With the page cache on: read, read again, reply, read. The reply has to be there.

    Raises: BadAnswer when it is not.
    """
    place = site.reply_place() + "?page=last"
    for _ in range(2):
        ask(site.get("before the reply", place, "</html>"))
    reply = site.reply("the reply")
    sent = ask(reply)
    number = sent.header("location").rpartition("#")[2]
    ask(site.get("right after the reply", place, f'id="{number}"'))
    return True
