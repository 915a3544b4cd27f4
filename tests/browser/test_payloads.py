"""Texts that have run as scripts elsewhere are only words here, wherever a person writes them."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser import talk
from tests.browser.conftest import NewPage
from tests.browser.talk import Talk
from tests.payloads import PAYLOADS

pytestmark = pytest.mark.browser
TITLE_MAX = 120
# What a link may lead to; and anything that could run or load by itself, beyond our own files.
SUSPECT = """() => [
    ...[...document.querySelectorAll("a[href], form[action], [formaction]")]
        .map((one) => one.href || one.formAction || one.action)
        .filter((to) => !/^(https?|mailto|tel):/.test(to)),
    ...[...document.querySelectorAll("main :is(script, style, iframe, object, embed, img, math,"
        + " details), .body :is(form, svg, [id], [hx-get])")]
        .map((one) => one.outerHTML.slice(0, 120)),
    ...[...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames()
        .filter((name) => name.startsWith("on") || name === "style" || name === "srcdoc")),
    ...(window.hit === undefined ? [] : ["it ran"]),
]"""


class Guard:
    """Listens while pages with payloads are looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        page.on("dialog", lambda dialog: (self.heard.append(dialog.message), dialog.dismiss()))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "violates" in message.text:
            self.heard.append(message.text)

    def visit(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        suspects = self.page.evaluate(SUSPECT)
        assert (suspects, self.heard) == ([], []), self.page.url


def test_the_guard_would_see_it(new_page: NewPage) -> None:
    page = new_page()
    guard = Guard(page)
    guard.visit("/help")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x onerror=window.hit=1>'")
    with pytest.raises(AssertionError, match="onerror"):
        guard.look()


@pytest.fixture(scope="module")
def thread() -> list[Talk]:
    """One conversation for each payload, made by the first test that needs them."""
    return []


@pytest.fixture
def talks(new_page: NewPage, thread: list[Talk]) -> list[Talk]:
    if not thread:
        page = new_page("parent")
        long = talk.start(page, f"All of them {uuid.uuid4().hex[:6]}")
        for payload in PAYLOADS:
            title = payload.replace("\n", " ")[:TITLE_MAX]
            thread.append(talk.start(page, title, payload))
            talk.reply(page, long, payload)
        thread.append(long)
    return thread


@pytest.mark.parametrize("person", [None, "newcomer", "moderator"])
def test_in_titles_and_bodies(new_page: NewPage, talks: list[Talk], person: str | None) -> None:
    guard = Guard(new_page(person))
    # Each as the title of a page, for one reader; all of them in bodies and lists, for everyone.
    each = talks if person == "moderator" else talks[-3:]
    for there in each:
        guard.visit(there.topic)
        expect(guard.page.get_by_role("heading", level=1)).to_have_text(there.title)
    guard.visit(f"{talks[-1].topic}?page=2")
    for address in ("/", "/conversations", f"/s/{talk.SPACE}", "/conversations?show=unanswered"):
        guard.visit(address)


def test_links_in_them_lead_nowhere(new_page: NewPage, talks: list[Talk]) -> None:
    """What still looks like a link is pressed."""
    page = new_page("moderator")
    guard = Guard(page)
    page.context.route(re.compile(r"^https://x\.example/"), lambda route: route.abort())
    for there in [one for one in talks if "click" in one.title or "jav" in one.title.lower()]:
        page.goto(there.topic)
        for link in page.locator("#post-1 .body a").all():
            link.click(no_wait_after=True)
        guard.look()


def test_while_writing(new_page: NewPage, talks: list[Talk]) -> None:
    """In the preview, in a draft that comes back, in an edit, in what is kept."""
    page = new_page("parent")
    guard = Guard(page)
    everything = "\n\n".join(PAYLOADS)
    page.goto("/ask")
    page.get_by_label("Title").fill(PAYLOADS[0])
    page.get_by_label("Tell us in your own words").fill(everything)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview .body")).not_to_be_empty()
    guard.look()
    expect(page.locator(".said")).to_contain_text("Saved")
    guard.visit("/drafts")
    guard.visit("/ask")
    expect(page.get_by_label("Tell us in your own words")).to_have_value(everything)
    for address in (talks[4].topic, f"{talks[0].topic}/replies?quote=1"):
        guard.visit(address)
    post = talk.last_post(page, talks[0])
    talk.send(page, f"/p/{post}/edit", f"/p/{post}/edit", title=PAYLOADS[1], body=PAYLOADS[14],
              edit_count="0")  # fmt: skip
    for address in (f"/p/{post}/edit", f"/p/{post}/history", f"/p/{post}/removal"):
        guard.visit(address)


def test_in_a_profile(new_page: NewPage) -> None:
    page, other = new_page("ambassador"), new_page("admin")
    mine, theirs = Guard(page), Guard(other)
    page.goto("/me/profile")
    person = page.get_by_role("link", name="My page", exact=True).get_attribute("href") or ""
    for payload in PAYLOADS:
        talk.send(page, "/me/profile", "/me/profile", name="Ruthanne", about=payload)
        theirs.visit(person)
    mine.visit("/me/profile")


def test_names_are_refused_and_shown_as_words(new_page: NewPage) -> None:
    """At the profile, and at the door for one of them."""
    page = new_page("newcomer")
    guard = Guard(page)
    page.goto("/me/profile")
    # Some are longer than a name may be; the browser's own limit is no defence.
    for payload in PAYLOADS[::3]:
        page.locator("#f-name").evaluate("field => field.removeAttribute('maxlength')")
        page.locator("#f-name").fill(payload.replace("\n", " "))
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_be_visible()
        guard.look()
    stranger = new_page()
    door = Guard(stranger)
    stranger.goto("/sign-up")
    stranger.get_by_label("E-mail address").fill(f"{uuid.uuid4().hex[:8]}@example.org")
    stranger.get_by_label("The name you want here").fill('"><img src=x onerror=hit=1>')
    stranger.get_by_role("button", name="Join").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    door.look()
    door.visit("/sign-in?next=javascript:window.hit=1")
    door.visit("/help?country=%22%3E%3Cscript%3Ewindow.hit=1%3C/script%3E")
    door.visit("/conversations?show=%22%3E%3Csvg%20onload=window.hit=1%3E&after=%22%3E%3Cscript%3E")
