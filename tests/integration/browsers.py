"""Browsers for a real server: one connection each, signed in or not, retrying nothing by itself."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TypeVar
from urllib.parse import urlencode

CSRF = "a" * 32
PLACE = re.compile(r"/t/([0-9]+)(?:\?page=[0-9]+)?(?:#post-([0-9]+))?")
T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """`headers` by their names in small letters."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def topic(self) -> int:
        """The conversation that a redirect leads to."""
        return int(self._place()[1])

    @property
    def number(self) -> int:
        """The post that a redirect leads to."""
        return int(self._place()[2])

    def _place(self) -> re.Match[str]:
        found = PLACE.fullmatch(self.location)
        assert found, (self.status, self.location, self.body[:500])
        return found


class Browser:
    """Each request has a connection of its own, so that any of the web processes may take it."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self.cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
        self.signed_in = bool(session)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, "")

    def post(self, path: str, **fields: object) -> Answer:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": CSRF, **fields}))

    def reply(self, topic: int, words: str, token: str = "") -> Answer:
        return self.post(f"/t/{topic}/replies", body=words, token=token or new_token())

    def ask(self, title: str, words: str = "Words", token: str = "") -> Answer:
        return self.post(
            "/ask", title=title, body=words, space="open-door", kind="story",
            token=token or new_token(),
        )  # fmt: skip

    def _ask(self, method: str, path: str, sent: str) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self.signed_in:
            headers["Cookie"] = self.cookies
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, told, answer.read().decode())
        finally:
            connection.close()


def new_token() -> str:
    return str(uuid.uuid4())


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """All of them in the same moment, each in a thread; their answers in the same order."""
    gate = threading.Barrier(len(calls))
    answers: dict[int, T] = {}

    def run(number: int, call: Callable[[], T]) -> None:
        gate.wait()
        answers[number] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(calls), "a browser got no answer"
    return [answers[number] for number in range(len(calls))]
