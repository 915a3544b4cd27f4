"""What the demo holds of private messages, and one report made of it for staff to see."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser import talk


def reported(author: Page, thread: str) -> str:
    """Report one message of the thread; answers another that is not reported yet."""
    page = author.request.get(f"/messages/{thread}").text()
    ids = re.findall(r'href="/message/(\d+)/report"', page)
    if len(ids) > 1:
        address = f"/message/{ids[0]}/report"
        talk.send(author, address, address, reason="It is not kind.")
    return str(ids[-1])


def sent(author: Page, thread: str) -> str:
    """A message that they wrote in that thread."""
    page = author.request.get(f"/messages/{thread}").text()
    found = re.search(r'href="/message/(\d+)/removal"', page)
    assert found, "they wrote nothing there"
    return found[1]


def report_of_staff(admin: Page) -> str:
    found = re.search(r'href="/manage/reports/(\d+)"', admin.request.get("/manage/reports").text())
    assert found, "nobody reported a message"
    return found[1]


def somebody_to_ask(author: Page, thread: str) -> str:
    """Found by name, as a person would."""
    found = author.request.get(f"/messages/{thread}/people?name=Jo+in+Tucson")
    return found.url.rpartition("/")[2]


def asked_without_a_name(admin: Page) -> str:
    """The sample question whose asker staff can write to."""
    page, title = "/conversations", "So angry at somebody who did nothing wrong"
    while True:
        html = admin.request.get(page).text()
        if found := re.search(rf'href="/t/(\d+)">{title}', html):
            return found[1]
        after = re.search(r'href="([^"]*after=[^"]+)"', html)
        assert after, f"the demo has no {title!r}"
        page = after[1].replace("&amp;", "&")
