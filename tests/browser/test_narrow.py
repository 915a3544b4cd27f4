"""Nothing has to be scrolled sideways: on the smallest phone, and with letters four times as large.

Letters at 400% are the reader's own setting of the browser, where 16 px become 64. (A whole page
at 400% in a window of 1280 px is laid out as in one of 320, which is the first test.)
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.demo_server import Site
from tests.browser import talk
from tests.browser.conftest import Known, NewPage, Passes
from tests.browser.people import begin_sign_in, join, set_up_app
from tests.browser.routes import pages_of

pytestmark = pytest.mark.browser
# A table may scroll in its own frame; everything else ends where the window ends.
TOO_WIDE = """() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    const out = [...document.body.querySelectorAll("*")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > root.clientWidth + 1 && !one.closest(".table *, svg *");
    });
    if (over <= 0 && !out.length) return "";
    return `${over} px too wide: ` + (out.at(-1)?.outerHTML.slice(0, 160) || "");
}"""
# Nobody who is a member gets a page that an administrator does not.
PEOPLE = ("stranger", "admin")


def too_wide(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        if wide := page.evaluate(TOO_WIDE):
            found.append(f"{address} {wide}")
    return found


@pytest.mark.parametrize("person", PEOPLE)
def test_on_the_smallest_phone(new_page: NewPage, known: Known, person: str) -> None:
    page = new_page(None if person == "stranger" else person, (320, 256))
    found = too_wide(page, list(pages_of(person, known(person))))
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("person", PEOPLE)
def test_with_letters_four_times_as_large(
    launch: Callable[..., Browser], site: Site, passes: Passes, known: Known, person: str
) -> None:
    state = None if person == "stranger" else passes(person)
    browser = launch("--blink-settings=defaultFontSize=64")
    page = browser.new_page(
        base_url=site.address, storage_state=state, viewport={"width": 1280, "height": 1024}
    )
    page.goto("/")
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 4 * 17
    found = too_wide(page, list(pages_of(person, known(person))))
    browser.close()
    assert not found, "\n".join(["", *found])


def test_the_longest_word_anybody_can_write(new_page: NewPage) -> None:
    page = new_page("parent", (320, 256))
    body = f"{'m' * 400} https://example.org/{'w' * 300}\n\n```\n{'x' * 200}\n```\n\n> {'y' * 200}"
    there = talk.start(page, "W" * 120, body)
    removal = f"/p/{talk.last_post(page, there)}/removal"
    lists = ("/", "/conversations", f"/s/{talk.SPACE}")
    found = too_wide(page, [there.topic, f"{there.topic}/replies", removal, *lists])
    assert not found, "\n".join(["", *found])


def test_a_second_step_without_scripts(new_page: NewPage) -> None:
    """Set up, and asked for at the next sign-in: every page of it on the smallest phone."""
    page = new_page(None, (320, 256), javascript=False)
    email = join(page)
    set_up_app(page)
    code = page.locator(".codes li").first.inner_text()
    mine = ("/codes", "/codes/new", "/app/remove", "")
    found = too_wide(page, [*(f"/me/security{path}" for path in mine), "/me/confirm/step"])
    other = new_page(None, (320, 256), javascript=False)
    begin_sign_in(other, email)
    found += too_wide(other, ["/sign-in/step"])
    other.get_by_label("The code from your app").fill(code)
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("contentinfo").get_by_role("link", name="Sign out")).to_be_visible()
    assert not found, "\n".join(["", *found])
