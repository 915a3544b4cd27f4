"""While somebody writes: what is noticed stands below their words and takes no focus."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_accessibility import findings, told
from tests.browser.test_writing import begin, field, replies

pytestmark = pytest.mark.browser
PHONE = "07700 900123"
DANGER = "I am going to kill myself tonight"
# Where the words are on the screen, and where the caret is in them.
PLACE = "[Math.round(body.getBoundingClientRect().top), body.selectionStart, body.scrollTop]"
AT = f"(() => {{ const body = document.getElementById('f-body'); return {PLACE}; }})()"


def words() -> str:
    return f"Call me on {PHONE}, {uuid.uuid4().hex[:8]}"


def test_it_is_named_while_writing_and_one_press_takes_it_out(new_page: NewPage) -> None:
    page, text = new_page("parent", (390, 844)), words()
    begin(page)
    field(page).fill(text)
    before = page.evaluate(AT)
    notice = page.locator("#noticed")
    expect(notice).to_contain_text(PHONE)
    expect(field(page)).to_be_focused()
    assert page.evaluate(AT) == before
    told(findings(page))
    page.keyboard.press("Tab")
    expect(notice.get_by_role("button", name=re.compile("^Take it out"))).to_be_focused()
    page.keyboard.press("Enter")
    left = text.replace(PHONE, "[phone number left out]")
    expect(field(page)).to_have_value(left)
    expect(field(page)).to_be_focused()
    expect(notice).to_be_empty()
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_value(text)


def test_what_was_named_goes_out_at_the_first_press(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    begin(page)
    field(page).fill(text)
    expect(page.locator("#noticed")).to_contain_text(PHONE)
    page.get_by_role("button", name="Post reply").click()
    expect(replies(page, text)).to_have_count(1)


def test_without_scripts_it_is_asked_once_and_nothing_is_lost(new_page: NewPage) -> None:
    page, text = new_page("parent", (390, 844), javascript=False), words()
    begin(page)
    field(page).fill(text)
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("alert")).to_contain_text(PHONE)
    expect(field(page)).to_have_value(text)
    page.get_by_role("button", name="Take it out and post").click()
    expect(replies(page, text.replace(PHONE, "[phone number left out]"))).to_have_count(1)


def test_who_is_quicker_than_the_notice_sees_it_on_a_page_of_its_own(new_page: NewPage) -> None:
    page, text = new_page("parent", (390, 844)), words()
    begin(page)
    field(page).fill(text)
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("alert")).to_be_focused()
    told(findings(page))
    page.get_by_role("button", name="Post as it is").click()
    expect(replies(page, text)).to_have_count(1)


def test_words_of_danger_bring_a_number_to_call_before_and_after(new_page: NewPage) -> None:
    page, text = new_page("parent", (390, 844)), f"{DANGER}, {uuid.uuid4().hex[:8]}"
    begin(page)
    field(page).fill(text)
    expect(call(page)).to_be_visible()
    told(findings(page))
    page.get_by_role("button", name="Post reply").click()
    expect(replies(page, text)).to_have_count(1)
    expect(call(page)).to_be_visible()
    told(findings(page))
    page.get_by_role("button", name="Take this away").click()
    expect(replies(page, text)).to_have_count(1)
    expect(call(page)).to_have_count(0)


def call(page: Page) -> Locator:
    return page.get_by_role("region", name="If you need help now").get_by_role("link", name="988")
