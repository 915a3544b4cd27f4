"""Signing in through the real pages. The code comes from the mail that the demo shows."""

from __future__ import annotations

import re
import time
import uuid

from allauth.mfa.totp.internal import auth
from playwright.sync_api import Page, expect

from alongside.exchange.demo import DEMO_PASSWORD

NAMES = {
    "newcomer": "Jo in Tucson",
    "parent": "Marisol T",
    "ambassador": "Ruthanne",
    "moderator": "Priya N",
    "admin": "Colm",
}
WAIT_SECONDS = 15
# A code is for one use: the next is waited for.
USED: set[str] = set()
CLAIM = re.compile(r"/claim/[\w-]+")
CODE = re.compile(r"\b\d{4}-\d{4}\b")


def address_of(person: str) -> str:
    return f"{person}@example.org"


def sign_in_by_code(page: Page, email: str) -> None:
    begin_sign_in(page, email)
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Sign out")).to_be_visible()


def begin_sign_in(page: Page, email: str) -> None:
    """By a code: all of it, but for who has a second step."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code from the mail").fill(code_for(page, email))
    page.get_by_role("button", name="Go on").click()


def join(page: Page) -> str:
    """Somebody new, who can change how they sign in without anybody else noticing. The address."""
    email = f"{uuid.uuid4().hex}@example.org"
    page.goto("/sign-up")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("The name you want here").fill(f"Wren {uuid.uuid4().hex[:8]}")
    page.get_by_role("button", name="Join").click()
    page.get_by_label("The code from the mail").fill(code_for(page, email))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Sign out")).to_be_visible()
    return email


def app_code(secret: str) -> str:
    """What an app that was given this secret shows now (RFC 6238)."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def set_up_app(page: Page) -> str:
    """To the page with the recovery codes. The secret."""
    page.goto("/me/security/app")
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("The code from your app").fill(app_code(secret))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return secret


def sign_in_by_password(page: Page, person: str) -> None:
    """On the sign-in page, wherever it leads from there."""
    page.get_by_label("E-mail address").fill(address_of(person))
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in with password").click()


def link_for(page: Page, email: str) -> str:
    """Where the newest invitation that was mailed to that address leads."""
    return _new_in_mail(page, email, CLAIM)


def code_for(page: Page, email: str) -> str:
    """The newest code that was mailed to that address and not used yet."""
    return _new_in_mail(page, email, CODE)


def _new_in_mail(page: Page, email: str, wanted: re.Pattern[str]) -> str:
    """Mail takes a moment."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if (found := _newest(page, email, wanted)) and found not in USED:
            USED.add(found)
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing like {wanted.pattern} was mailed to {email}")


def _newest(page: Page, email: str, wanted: re.Pattern[str]) -> str:
    mails = page.request.get("/mail/").text()
    for mail in re.findall(r'href="(/mail/[^"]+)"', mails):
        text = page.request.get(mail).text()
        if email in text and (found := wanted.search(text)):
            return found[0]
    return ""
