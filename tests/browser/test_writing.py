"""No word is lost and nothing is posted twice, whatever happens while somebody writes."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Locator, LocatorAssertions, Page, expect

from tests.browser import talk
from tests.browser.conftest import NewPage
from tests.browser.people import sign_in_by_password
from tests.browser.talk import Talk

pytestmark = pytest.mark.browser
# A draft goes to the server at most so many seconds after the last key.
SOON = 6_000


def words() -> str:
    return f"We were there too, {uuid.uuid4().hex[:8]}."


def begin(page: Page) -> Talk:
    """A conversation of somebody's own, open in front of them."""
    there = talk.start(page, f"While writing {uuid.uuid4().hex[:8]}")
    page.goto(there.topic)
    return there


def field(page: Page) -> Locator:
    return page.get_by_label("Your reply").and_(page.locator("textarea"))


def said(page: Page) -> LocatorAssertions:
    return expect(page.locator(".said"))


def post(page: Page) -> None:
    page.get_by_role("button", name="Post reply").click()


def replies(page: Page, text: str) -> Locator:
    return page.locator(".post .body", has_text=text)


def test_a_draft_is_there_on_another_device(new_page: NewPage) -> None:
    here, text = new_page("parent"), words()
    there = begin(here)
    field(here).fill(text)
    said(here).to_have_text(re.compile(r"^Saved \d+:\d\d [ap]m$"), timeout=SOON)
    other = new_page("parent", (320, 640), javascript=False)
    other.goto(there.topic)
    expect(field(other)).to_have_value(text)
    other.goto("/drafts")
    expect(other.get_by_role("main")).to_contain_text(text)

    post(here)
    expect(replies(here, text)).to_have_count(1)
    expect(field(here)).to_have_value("")
    other.reload()
    expect(other.get_by_role("main")).not_to_contain_text(text)


def test_a_question_keeps_its_place_and_title(new_page: NewPage) -> None:
    here, text = new_page("moderator"), words()
    here.goto("/ask")
    here.get_by_label("Share a story").check()
    here.get_by_label("Where does it fit best?").select_option("carers-corner")
    here.get_by_label("Title").fill("A title to keep")
    here.get_by_label("Tell us in your own words").fill(text)
    said(here).to_contain_text("Saved", timeout=SOON)
    here.reload()
    expect(here.get_by_label("Share a story")).to_be_checked()
    expect(here.get_by_label("Where does it fit best?")).to_have_value("carers-corner")
    expect(here.get_by_label("Title")).to_have_value("A title to keep")
    expect(here.get_by_label("Tell us in your own words")).to_have_value(text)
    here.get_by_role("button", name="Post it").click()
    expect(here.get_by_role("heading", level=1)).to_have_text("A title to keep")
    here.goto("/ask")
    expect(here.get_by_label("Tell us in your own words")).to_have_value("")


def test_without_a_network_words_wait_in_the_browser(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    there = begin(page)
    page.context.set_offline(True)
    field(page).fill(text)
    said(page).to_contain_text("Kept on this device", timeout=SOON)
    # The tab is closed before the network is back.
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    page.goto(there.topic)
    expect(field(page)).to_have_value(text)
    other = new_page("parent")
    other.goto(there.topic)
    expect(field(other)).to_have_value("")

    said(page).to_contain_text("Saved", timeout=SOON)
    other.reload()
    expect(field(other)).to_have_value(text)


def test_words_are_saved_when_the_network_is_back(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    there = begin(page)
    page.context.set_offline(True)
    field(page).fill(text)
    said(page).to_contain_text("Kept on this device", timeout=SOON)
    page.context.set_offline(False)
    said(page).to_contain_text("Saved", timeout=SOON)
    other = new_page("parent")
    other.goto(there.topic)
    expect(field(other)).to_have_value(text)


def test_sending_without_a_network_loses_nothing(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    there = begin(page)
    field(page).fill(text)
    page.context.set_offline(True)
    post(page)
    # The helper's page; an error of the browser's own where it was not there yet.
    page.wait_for_url(re.compile(r"^chrome-error://|/replies$"))
    page.context.set_offline(False)
    page.goto(there.topic)
    expect(field(page)).to_have_value(text)
    post(page)
    expect(replies(page, text)).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_double_click_posts_once(new_page: NewPage, javascript: bool) -> None:
    page, text = new_page("parent", javascript=javascript), words()
    there = begin(page)
    field(page).fill(text)
    page.get_by_role("button", name="Post reply").dblclick()
    expect(page).to_have_url(re.compile("#post-2$"))
    page.goto(there.topic)
    expect(replies(page, text)).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_back_and_the_same_again_posts_once(new_page: NewPage, javascript: bool) -> None:
    page, text = new_page("parent", javascript=javascript), words()
    there = begin(page)
    field(page).fill(text)
    post(page)
    expect(page).to_have_url(re.compile("#post-2$"))
    page.go_back()
    # The browser puts the words back into the field.
    expect(field(page)).to_have_value(text)
    post(page)
    expect(page).to_have_url(re.compile("#post-2$"))
    page.goto(there.topic)
    expect(replies(page, text)).to_have_count(1)


def one_draft_in_two_tabs(new_page: NewPage, javascript: bool, text: str) -> tuple[Page, Page]:
    """Both hold the token of the draft; the first has posted it."""
    one = new_page("parent", javascript=javascript)
    there = begin(one)
    talk.send(one, there.topic, "/drafts", place=f"topic:{there.id}", body=text)
    two = one.context.new_page()
    for tab in (one, two):
        tab.goto(there.topic)
        expect(field(tab)).to_have_value(text)
    post(one)
    expect(one).to_have_url(re.compile("#post-2$"))
    return one, two


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_the_same_draft_from_two_tabs_posts_once(new_page: NewPage, javascript: bool) -> None:
    text = words()
    _, two = one_draft_in_two_tabs(new_page, javascript, text)
    post(two)
    expect(two).to_have_url(re.compile("#post-2$"))
    expect(replies(two, text)).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_other_words_from_a_form_that_was_sent_show_both(
    new_page: NewPage, javascript: bool
) -> None:
    text, new = words(), words()
    _, two = one_draft_in_two_tabs(new_page, javascript, text)
    field(two).fill(new)
    post(two)
    expect(two.get_by_role("alert")).to_contain_text("You already sent something from this form")
    expect(two.get_by_label("What is there now")).to_have_value(text)
    expect(field(two)).to_have_value(new)
    two.get_by_role("button", name="Post this too").click()
    expect(two).to_have_url(re.compile("#post-3$"))
    expect(replies(two, text)).to_have_count(1)
    expect(replies(two, new)).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_session_that_ended_while_writing(new_page: NewPage, javascript: bool) -> None:
    page, text = new_page("parent", javascript=javascript), words()
    begin(page)
    page.context.clear_cookies(name="sessionid")
    field(page).fill(text)
    post(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in_by_password(page, "parent")
    expect(field(page)).to_have_value(text)
    expect(page.get_by_role("alert")).to_contain_text("nothing was lost")
    post(page)
    expect(replies(page, text)).to_have_count(1)


def test_somebody_who_is_signed_out_hears_it_while_writing(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    begin(page)
    page.context.clear_cookies(name="sessionid")
    field(page).fill(text)
    said(page).to_have_text(
        "You have been signed out. Your words are kept on this device.", timeout=SOON
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_conversation_closed_meanwhile(new_page: NewPage, javascript: bool) -> None:
    page, text = new_page("parent", javascript=javascript), words()
    there = begin(page)
    talk.send(new_page("moderator"), there.topic, f"{there.topic}/lock")
    field(page).fill(text)
    post(page)
    expect(page.get_by_role("alert")).to_contain_text("Your words are kept below")
    expect(field(page)).to_have_value(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_two_tabs_that_edit_one_post(new_page: NewPage, javascript: bool) -> None:
    one, first, second = new_page("parent", javascript=javascript), words(), words()
    there = begin(one)
    two = one.context.new_page()
    for tab in (one, two):
        tab.goto(f"/p/{talk.last_post(tab, there)}/edit")
    for tab, text in ((one, first), (two, second)):
        tab.locator("#f-body").fill(text)
        tab.get_by_role("button", name="Save changes").click()
    expect(replies(one, first)).to_have_count(1)
    expect(two.get_by_role("alert")).to_contain_text("changed while you were editing it")
    expect(two.locator("#f-body")).to_have_value(second)
    expect(two.get_by_label("What is there now")).to_have_value(first)
    two.locator("#f-body").fill(f"{first} {second}")
    two.get_by_role("button", name="Save changes").click()
    expect(replies(two, f"{first} {second}")).to_have_count(1)


def test_a_text_that_is_too_long_comes_back_whole(new_page: NewPage) -> None:
    page = new_page("parent", javascript=False)
    begin(page)
    long = words() * 1200
    page.locator("#f-body").evaluate("field => field.removeAttribute('maxlength')")
    field(page).fill(long)
    post(page)
    expect(page.get_by_role("alert")).to_contain_text("Nothing you typed was lost")
    assert field(page).input_value() == long
