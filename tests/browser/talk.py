"""What must be there before a test begins: conversations, replies, drafts, a closed door.

They are made with the same forms a page has, but without a browser's drawing, so they are quick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

TOKEN = re.compile(r'name="(csrfmiddlewaretoken|token|writer)" value="([^"]+)"')
SPACE = "pediatric-stroke"


@dataclass(frozen=True)
class Talk:
    """A conversation that a test made."""

    topic: str
    title: str

    @property
    def id(self) -> int:
        return int(self.topic.rpartition("/")[2])


def start(
    page: Page, title: str, body: str = "How was it for you?", space: str = SPACE, **more: str
) -> Talk:
    """A new conversation by whoever is signed in on that page."""
    there = send(page, "/ask", "/ask", kind="question", space=space, title=title, body=body, **more)
    return Talk(there, title)


def reply(page: Page, talk: Talk, body: str) -> None:
    send(page, f"{talk.topic}/replies", f"{talk.topic}/replies", body=body)


def send(page: Page, form_at: str, address: str, **fields: str) -> str:
    """Take a page's form, fill it in, send it; answers the path it led to."""
    hidden = dict(TOKEN.findall(page.request.get(form_at).text()))
    answer = page.request.post(address, form={**hidden, **fields})
    assert answer.ok, f"{address} answered {answer.status}: {answer.text()[:2000]}"
    return re.sub(r"^https?://[^/]+|[?#].*$", "", answer.url)


def last_post(page: Page, talk: Talk) -> int:
    """The id of the newest post of somebody's own in it."""
    found = re.findall(r'href="/p/(\d+)/edit"', page.request.get(talk.topic).text())
    return int(found[-1])
