"""A private message is written and taken back by keyboard alone, with scripts and without."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.keys import Keys

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone without scripts"])
def test_taking_a_message_back(new_page: NewPage, desk: bool) -> None:
    page = new_page("parent", (1280, 900) if desk else (320, 640), javascript=desk)
    keys, words = Keys(page), f"I said too much {uuid.uuid4().hex[:6]}"
    page.goto("/messages")
    keys.follow("Ruthanne", within=page.get_by_role("main"))
    keys.write("To Ruthanne", words)
    keys.send("Send")
    said = page.locator(".message").filter(has_text=words)
    expect(said).to_be_visible()
    keys.follow("Remove your message of", within=said)
    expect(page.get_by_role("main")).to_contain_text(words)
    keys.send("Yes, remove it")
    expect(page.locator(".notice")).to_contain_text("Your message was removed")
    expect(page.locator(".post").last).to_contain_text("You removed this")
    expect(page.get_by_role("main")).not_to_contain_text(words)
