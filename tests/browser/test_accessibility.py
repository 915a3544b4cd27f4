"""Every page there is, for everyone who gets it, in light and in dark: axe finds nothing, and
what the house asks beyond that holds: targets, letters, contrast, headings, nothing hidden."""

from __future__ import annotations

import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Known, NewPage
from tests.browser.people import (
    address_of,
    begin_sign_in,
    code_for,
    join,
    link_for,
    set_up_app,
)
from tests.browser.routes import EVERYONE, HALFWAY, NO_PAGE, PAGES, pages_of, routes

pytestmark = pytest.mark.browser
AXE = Axe().axe_script
HERE = Path(__file__).parent
CHECKS = (HERE / "checks.js").read_text(encoding="utf-8")
STRUCTURE = (HERE / "structure.js").read_text(encoding="utf-8")
ALL_RULES = "axe.run({resultTypes: ['violations']})"
# Of axe's rules only these depend on the colours.
COLOUR_RULES = "axe.run({runOnly: ['color-contrast', 'link-in-text-block']})"
FINDINGS = """.then(result => result.violations.flatMap(rule => rule.nodes.map(
    node => rule.id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message || rule.help)
)))"""


def findings(page: Page) -> list[str]:
    """All that is wrong with the page as it is, in light and in dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(AXE)
    found = page.evaluate(ALL_RULES + FINDINGS) + page.evaluate(CHECKS, {"scheme": "light"})
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(COLOUR_RULES + FINDINGS) + page.evaluate(CHECKS, {"scheme": "dark"})
    fresh = [f"dark: {one}" for one in dark if one not in found]
    path = page.url.partition(urlsplit(page.url).netloc)[2]
    return [f"{path} {one}" for one in (*found, *fresh)]


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """The structures that were looked at, of main parts and of what stands around them."""
    return set()


def new_findings(page: Page, seen: set[str]) -> list[str]:
    """The same, but where each part is built like one that was looked at already, as of the same
    page for somebody else, only what depends on the words and their length.
    """
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    parts = page.evaluate(STRUCTURE)
    if seen.issuperset(parts):
        path = page.url.partition(urlsplit(page.url).netloc)[2]
        return [f"{path} {one}" for one in page.evaluate(CHECKS, {"scheme": "light"})]
    seen.update(parts)
    return findings(page)


def test_every_address_is_known() -> None:
    assert sorted(route.name for route in routes()) == sorted([*PAGES, *HALFWAY, *NO_PAGE])


@pytest.mark.parametrize("person", EVERYONE)
def test_every_page(new_page: NewPage, known: Known, seen: set[str], person: str) -> None:
    page = new_page(None if person == "stranger" else person)
    found: list[str] = []
    titles: dict[str, list[str]] = {}
    for address in pages_of(person, known(person)):
        page.goto(address)
        found += new_findings(page, seen)
        if "?" not in address:
            titles.setdefault(page.title(), []).append(address)
    found += [f"- the title of {there}: {title}" for title, there in titles.items() if there[1:]]
    told(found)


@pytest.mark.parametrize("person", EVERYONE)
def test_every_page_is_listed(new_page: NewPage, known: Known, person: str) -> None:
    """So that none is left out above: everybody gets the pages that `PAGES` says, and no more."""
    page = new_page(None if person == "stranger" else person)
    found = {
        route.name
        for route in routes()
        if route.name not in HALFWAY and is_page(page, route.address(known(person)))
    }
    assert found == {name for name, people in PAGES.items() if person in people}


def is_page(page: Page, address: str) -> bool:
    answer = page.request.get(address, max_redirects=0)
    return answer.status == 200 and "html" in answer.headers["content-type"]


def told(found: list[str]) -> None:
    """Fails with every finding, each once, and the pages it is on."""
    where: dict[str, list[str]] = {}
    for one in found:
        page, _, words = one.partition(" ")
        where.setdefault(words, []).append(page)
    lines = [f"{words}   {' '.join(pages[:4])} ({len(pages)})" for words, pages in where.items()]
    assert not lines, "\n".join(["", *lines])


def test_pages_of_joining(new_page: NewPage) -> None:
    """Up to the first page of somebody who has no password yet."""
    page, found = new_page(), []
    email = f"{uuid.uuid4().hex}@example.org"
    page.goto("/sign-up")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("The name you want here").fill("x")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_contain_text("Please look at this again")
    found += findings(page)
    page.get_by_label("The name you want here").fill("Wren by the pond")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your mail")
    found += findings(page)
    page.get_by_label("The code from the mail").fill("1111-1111")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += findings(page)
    page.get_by_label("The code from the mail").fill(code_for(page, email))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wren by the pond")
    for empty in ("/", "/following", "/drafts", "/me/profile", "/me/password/first"):
        page.goto(empty)
        assert page.url.endswith(empty)
        found += findings(page)
    told(found)


def test_pages_of_signing_in_and_of_a_new_password(new_page: NewPage) -> None:
    page, found = new_page(), []
    page.goto("/sign-in/code")
    page.get_by_label("E-mail address").fill(address_of("ambassador"))
    page.get_by_role("button", name="Send me a code").click()
    expect(page).to_have_url("/sign-in/code/check")
    found += findings(page)
    page.get_by_role("button", name="Start again").click()
    expect(page).to_have_url("/sign-in")
    page.goto("/password/reset")
    page.get_by_label("E-mail address").fill(address_of("ambassador"))
    page.get_by_role("button", name="Send me a code").click()
    expect(page).to_have_url("/password/reset/code")
    found += findings(page)
    page.get_by_label("The code from the mail").fill(code_for(page, address_of("ambassador")))
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url("/password/reset/new")
    found += findings(page)
    told(found)


def test_pages_of_a_second_step(new_page: NewPage) -> None:
    """By an app; those of a passkey are in test_passkeys.py."""
    page, found = new_page(), []
    email = join(page)
    page.goto("/me/confirm/code?next=/me/security")
    found += findings(page)
    page.get_by_role("button", name="Send me a code").click()
    found += findings(page)
    page.get_by_label("The code from the mail").fill(code_for(page, email))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How I sign in")
    page.goto("/me/security/app")
    found += findings(page)
    page.get_by_label("The code from your app").fill("1")
    page.get_by_role("button", name="Go on").click()
    found += findings(page)
    set_up_app(page)
    for path in ("codes", "codes/new", "app/remove", ""):
        page.goto(f"/me/security/{path}".rstrip("/"))
        found += findings(page)
    page.goto("/me/confirm/step?next=/me/security")
    found += findings(page)
    page.goto("/me/security/codes")
    code = page.locator(".codes li").first.inner_text()
    other = new_page()
    begin_sign_in(other, email)
    expect(other.get_by_role("heading", level=1)).to_have_text("One more step")
    found += findings(other)
    other.get_by_label("The code from your app").fill(code)
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("contentinfo").get_by_role("link", name="Sign out")).to_be_visible()
    told(found)


def test_pages_of_claiming_a_name(new_page: NewPage) -> None:
    staff, found = new_page("admin"), []
    staff.goto("/manage/people?search=AHAModerator")
    staff.get_by_role("link", name="AHAModerator").click()
    staff.get_by_label("Their e-mail address").fill("maureen@example.org")
    staff.get_by_role("button", name="Send an invitation").click()
    found += findings(staff)
    link = link_for(staff, "maureen@example.org")
    for person in (None, "parent"):
        page = new_page(person)
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Are you AHAModerator?")
        found += findings(page)
    told(found)


def test_pages_of_writing_that_went_wrong(new_page: NewPage) -> None:
    page, found = new_page("parent"), []
    page.goto("/ask")
    page.get_by_label("Tell us in your own words").fill("Some **words**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="How it will look")).to_be_visible()
    found += findings(page)
    page.evaluate("document.querySelector('form[data-compose]').noValidate = true")
    page.get_by_role("button", name="Post it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing you typed was lost")
    found += findings(page)
    told(found)
