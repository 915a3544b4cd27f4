"""Signing in with an outside service, by keyboard alone: to it and back, and every page on the way
that is not found by its address.

On a desk axe looks at them; on the smallest phone, without scripts, nothing has to be scrolled.
"""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.keys import Keys
from tests.browser.people import code_for
from tests.browser.test_accessibility import findings, told
from tests.browser.test_narrow import TOO_WIDE
from tests.people.openid_service import Service

pytestmark = pytest.mark.browser


class Walk:
    """Somebody who comes from the service, and what is wrong with the pages they see."""

    def __init__(self, page: Page, service: Service, *, desk: bool) -> None:
        self.page, self.keys, self.service, self.desk = page, Keys(page), service, desk
        self.found: list[str] = []

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def looks(self, heading: str) -> None:
        self.sees(heading)
        if self.desk:
            self.found += findings(self.page)
        elif wide := self.page.evaluate(TOO_WIDE):
            self.found.append(f"{self.page.url} {wide}")

    def comes(self, email: str, answer: str = "Go on") -> None:
        """As somebody whom the service did not send here before."""
        self.service.person = {"sub": uuid.uuid4().hex, "email": email, "email_verified": True}
        self.page.goto("/sign-in")
        self.keys.send("Go on with Our charity")
        self.sees("Are you this person?")
        self.keys.follow(answer)


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone without scripts"])
def test_there_and_back(new_page: NewPage, service: Service, desk: bool) -> None:
    page = new_page(None, (1280, 900) if desk else (320, 256), javascript=desk)
    walk, email = Walk(page, service, desk=desk), f"{uuid.uuid4().hex}@example.org"
    walk.comes(email, "Stop")
    walk.sees("You stopped at Our charity")
    _joins(walk, email)
    page.context.clear_cookies()
    _comes_with_the_address_of_somebody(walk, email)
    _stops_it(walk)
    told(walk.found)


def _joins(walk: Walk, email: str) -> None:
    name = f"Wren {uuid.uuid4().hex[:8]}"
    walk.comes(email)
    walk.keys.write("The name you want here", "Moderator")
    walk.keys.send("Join")
    expect(walk.page.get_by_role("alert")).to_contain_text("Please look at this again")
    walk.looks("Choose your name here")
    walk.keys.write("The name you want here", name)
    walk.keys.send("Join")
    walk.sees(name)


def _comes_with_the_address_of_somebody(walk: Walk, email: str) -> None:
    """A code has to say that it is them."""
    walk.comes(email)
    expect(walk.page.get_by_role("main")).to_contain_text("the two are joined")
    walk.looks("Check your mail")
    walk.keys.write("The code from the mail", code_for(walk.page, email))
    walk.keys.send("Go on")


def _stops_it(walk: Walk) -> None:
    walk.page.goto("/me/security")
    walk.looks("How I sign in")
    walk.keys.follow("Stop this")
    walk.looks("Stop signing in with Our charity?")
    walk.keys.send("Stop")
    walk.sees("How I sign in")
    expect(walk.page.locator(".notice")).to_contain_text(
        "You cannot sign in with Our charity any more."
    )
