"""Passkeys, with Chromium's own stand-in for a phone: made, used alone, and as a second step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from alongside.exchange.demo import DEMO_PASSWORD
from scripts.demo_server import Site
from tests.browser.conftest import NewPage
from tests.browser.people import address_of, begin_sign_in, join
from tests.browser.test_accessibility import findings, told

pytestmark = pytest.mark.browser

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Browsers give passkeys to a host with a name only: the same server, called by its name."""
    address = site.address.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=address) as context:
        errors: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        yield page
        assert errors == []


@dataclass(frozen=True)
class Phone:
    session: CDPSession
    id: str

    def answer(self, *, by_itself: bool) -> None:
        """Whether whoever holds it says yes as soon as it asks."""
        self.session.send(
            "WebAuthn.setAutomaticPresenceSimulation",
            {"authenticatorId": self.id, "enabled": by_itself},
        )


@pytest.fixture
def phone(page: Page) -> Phone:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return Phone(session, made["authenticatorId"])


def expect_signed_in(page: Page) -> None:
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Sign out")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    # The form is sent once the browser's own copies are gone.
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Sign in")).to_be_visible()


def look(page: Page, found: list[str], heading: str) -> None:
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    found += findings(page)


def test_a_passkey_from_making_to_removing(page: Page, phone: Phone) -> None:
    found: list[str] = []
    email = join(page)
    page.goto("/me/security")
    page.get_by_role("link", name="Add a passkey").click()
    look(page, found, "Add a passkey")
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    look(page, found, "Your recovery codes")
    page.get_by_role("link", name="I have kept them").click()
    look(page, found, "My phone")
    page.get_by_role("link", name="Rename My phone").click()
    look(page, found, "Rename a passkey")
    page.get_by_label("A name for it").fill("Our tablet")
    page.get_by_role("button", name="Save the name").click()
    page.goto("/me/confirm/passkey?next=/me/security")
    look(page, found, "Is it still you?")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="Our tablet")).to_be_visible()

    # Alone, without an address or a code: a phone that is unlocked answers what the page offers.
    sign_out(page)
    page.goto("/sign-in?next=/me/security")
    expect(page.get_by_role("heading", name="Where I am signed in")).to_be_visible()

    # As the second step after a code.
    sign_out(page)
    phone.answer(by_itself=False)
    begin_sign_in(page, email)
    look(page, found, "One more step")
    phone.answer(by_itself=True)
    page.get_by_role("button", name="Use my passkey").click()
    expect_signed_in(page)

    page.goto("/me/security")
    page.get_by_role("link", name="Remove Our tablet").click()
    look(page, found, "Remove this passkey?")
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("You have none yet")).to_be_visible()
    told(found)


def test_where_there_are_none_the_page_says_so(new_page: NewPage) -> None:
    page = new_page(javascript=False)
    page.goto("/sign-in")
    expect(page.get_by_text("Passkeys need JavaScript, and it is off")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)


def test_enter_in_the_field_for_the_password_means_the_password(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/sign-in?next=/spaces")
    page.get_by_label("E-mail address").fill(address_of("ambassador"))
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Spaces")
