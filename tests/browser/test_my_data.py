"""My data on a phone and without scripts: a yes, a file, goodbye, and the question to come back."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import join, sign_in_by_code
from tests.browser.test_accessibility import findings, told

pytestmark = pytest.mark.browser
TRIES = 60


def test_agreeing_taking_along_leaving_and_coming_back(new_page: NewPage) -> None:
    page = new_page(None, (390, 800), javascript=False, accept_downloads=True)
    email = join(page)
    _write(page)
    _take_along(page)
    _go_on_to_leave(page)
    page.get_by_role("button", name="Yes, delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    # Axe needs scripts, so the pages in between are looked at in another browser.
    looking = new_page(None)
    sign_in_by_code(looking, email)
    looking.goto("/following")
    expect(looking.get_by_role("heading", level=1)).to_have_text("Your account will be deleted")
    found = findings(looking)
    looking.get_by_role("button", name="Keep my account").click()
    looking.goto("/following")
    expect(looking).to_have_url("/following")
    _go_on_to_leave(looking)
    told([*found, *findings(looking)])


def _go_on_to_leave(page: Page) -> None:
    page.goto("/me/data/leaving")
    page.get_by_label("Remove my words too").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is what will happen")


def _write(page: Page) -> None:
    page.goto("/ask")
    assert not page.get_by_label("Yes, keep and show").is_checked()
    page.get_by_label("Title").fill("My first words")
    page.get_by_label("Tell us in your own words").fill("It began in May.")
    page.get_by_label("Where does it fit best?").select_option(index=1)
    page.get_by_label("Yes, keep and show").check()
    page.get_by_role("button", name="Post it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My first words")


def _take_along(page: Page) -> None:
    page.goto("/me/data")
    page.get_by_role("button", name="Make my file").click()
    ready = page.get_by_role("link", name="Get my file")
    for _ in range(TRIES):
        if ready.count():
            break
        page.wait_for_timeout(250)
        page.goto("/me/data")
    with page.expect_download() as got:
        ready.click()
    with zipfile.ZipFile(got.value.path()) as archive:
        assert "It began in May." in archive.read("posts-1.html").decode()
