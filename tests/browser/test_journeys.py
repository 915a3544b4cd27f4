"""Every journey with the keyboard alone: on a desk, on a small phone, with scripts and without."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, LocatorAssertions, Page, expect

from alongside.exchange.demo import DEMO_PASSWORD
from tests.browser import talk
from tests.browser.conftest import NewPage
from tests.browser.keys import Keys
from tests.browser.people import NAMES, address_of, code_for

pytestmark = pytest.mark.browser

Walker = Callable[[str | None], Keys]
WAYS = {
    "desk": ((1280, 900), True),
    "phone without scripts": ((320, 640), False),
    # What scripts change on a page, they change for a phone as well.
    "phone": ((320, 640), True),
}
BOTH = list(WAYS)[:2]
ALL = pytest.mark.parametrize("walker", WAYS, indirect=True)


@pytest.fixture(params=BOTH)
def walker(request: pytest.FixtureRequest, new_page: NewPage) -> Walker:
    viewport, javascript = WAYS[request.param]
    return lambda person: Keys(new_page(person, viewport, javascript=javascript))


def unlike_any_other(words: str) -> str:
    return f"{words} {uuid.uuid4().hex[:6]}"


def foot(page: Page) -> Locator:
    return page.get_by_role("contentinfo")


def heading(page: Page) -> LocatorAssertions:
    return expect(page.get_by_role("heading", level=1))


def test_joining(walker: Walker) -> None:
    keys = walker(None)
    page = keys.page
    name, email = unlike_any_other("Wren"), f"{uuid.uuid4().hex[:8]}@example.org"
    page.goto("/conversations")
    keys.follow("Join", within=foot(page))
    keys.write("E-mail address", email)
    keys.write("The name you want here", name)
    keys.send("Join")
    # The mail opens in a tab of its own, so that the field for the code stays where it is.
    keys.reach(keys.link("Read the mail here"))
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_load_state()
    mail = Keys(opened.value)
    mail.skip_to_main()
    mail.page.keyboard.press("Tab")
    mail.page.keyboard.press("Enter")
    expect(mail.page.get_by_role("main")).to_contain_text(email)
    code = re.search(r"\b\d{4}-\d{4}\b", mail.page.get_by_role("main").inner_text())
    assert code
    mail.page.close()
    keys.write("The code from the mail", code[0])
    keys.send("Go on")
    heading(page).to_contain_text(name)


def test_signing_in_with_a_code_and_out(walker: Walker) -> None:
    keys = walker(None)
    page = keys.page
    page.goto("/spaces")
    keys.follow("Sign in")
    keys.write("E-mail address", address_of("newcomer"))
    keys.send("Send me a code")
    keys.write("The code from the mail", code_for(page, address_of("newcomer")))
    page.keyboard.press("Enter")
    heading(page).to_contain_text(NAMES["newcomer"])
    keys.follow("Sign out", within=foot(page))
    keys.send("Sign out")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_signing_in_with_a_password(walker: Walker) -> None:
    """From the page of a conversation, and back to it."""
    keys = walker(None)
    page = keys.page
    page.goto("/s/stroke-survivors")
    keys.follow("Sign in to follow")
    keys.write("E-mail address", address_of("ambassador"))
    keys.write("Password", DEMO_PASSWORD)
    keys.send("Sign in with password")
    heading(page).to_have_text("Stroke survivors")
    expect(page.get_by_role("button", name="Follow this space")).to_be_visible()


@ALL
def test_asking_changing_and_removing(walker: Walker) -> None:
    keys = walker("parent")
    page = keys.page
    title = unlike_any_other("Does he feel the brace?")
    page.goto("/conversations")
    keys.follow("Ask or share")
    keys.reach(page.get_by_label("Ask a question"))
    keys.choose("Where does it fit best?", "Pediatric stroke")
    keys.write("Title", title)
    keys.write("Tell us in your own words", "He is **three**.")
    keys.press(keys.button("Preview"))
    expect(page.locator("#preview strong")).to_have_text("three")
    keys.send("Post it")
    heading(page).to_have_text(title)
    expect(page.locator(".notice")).to_contain_text("Your conversation is posted")

    keys.follow("Edit")
    keys.write("Your words", "He is four now.")
    keys.send("Save changes")
    expect(page.locator("#post-1 .body")).to_have_text("He is four now.")
    keys.follow("Edited")
    expect(page.get_by_role("heading", name="As it was first written")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("He is three.")
    keys.follow(title)
    keys.follow("Remove")
    keys.send("Yes, remove it")
    expect(page.locator(".notice")).to_contain_text("Your words were removed")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


@ALL
def test_replying_and_quoting(new_page: NewPage, walker: Walker) -> None:
    there = talk.start(new_page("ambassador"), unlike_any_other("Sleep"), "How do you sleep?")
    keys = walker("parent")
    page = keys.page
    page.goto(there.topic)
    keys.write("Your reply", "Badly, but better.")
    keys.send("Post reply")
    expect(page).to_have_url(re.compile("#post-2$"))
    expect(page.locator("#post-2 .body")).to_have_text("Badly, but better.")

    keys.follow("Reply", within=page.locator("#post-1"))
    field = page.get_by_label("Your reply")
    expect(field).to_have_value(re.compile("> How do you sleep"))
    keys.reach(field)
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\nIn the chair.")
    keys.send("Post reply")
    expect(page.locator("#post-3 blockquote")).to_contain_text("How do you sleep?")

    keys.follow("Remove", within=page.locator("#post-2"))
    keys.send("Yes, remove it")
    expect(page.locator("#post-2")).to_contain_text("Removed by its author")
    expect(page.locator("#post-3")).to_contain_text("In the chair.")


@ALL
def test_a_hug_and_following(new_page: NewPage, walker: Walker) -> None:
    there = talk.start(new_page("ambassador"), unlike_any_other("A good day"))
    keys = walker("parent")
    page = keys.page
    page.goto(there.topic)
    hug = page.locator("#post-1").get_by_role("button", name=re.compile("^Hug"))
    keys.press(hug)
    expect(hug).to_have_text("Hug · 1")
    expect(hug).to_have_attribute("aria-pressed", "true")
    keys.press(hug)
    expect(hug).to_have_text("Hug")
    expect(hug).to_have_attribute("aria-pressed", "false")

    meta = page.locator(".head .meta")
    expect(meta).to_contain_text("1 person following")
    keys.press(keys.button("Follow this conversation"))
    expect(meta).to_contain_text("2 people following")
    keys.press(keys.button("Following this conversation"))
    expect(meta).to_contain_text("1 person following")


def test_what_is_new_and_the_first_unread(new_page: NewPage, walker: Walker) -> None:
    keys = walker("parent")
    page = keys.page
    there = talk.start(page, unlike_any_other("Any news?"))
    volunteer = new_page("ambassador")
    for words in ("First.", "Second."):
        talk.reply(volunteer, there, words)
    page.goto("/spaces")
    keys.follow("What’s new")
    line = page.get_by_role("listitem").filter(has_text=there.title)
    keys.follow("2 new", within=line)
    expect(page).to_have_url(re.compile("#post-2$"))
    expect(page.locator("#post-2")).to_be_in_viewport()

    later = talk.start(page, unlike_any_other("And now?"))
    talk.reply(volunteer, later, "Third.")
    page.goto(later.topic)
    keys.follow("Jump to first unread")
    expect(page).to_have_url(re.compile("#post-2$"))


def test_my_profile(walker: Walker) -> None:
    keys = walker("ambassador")
    page = keys.page
    page.goto("/spaces")
    keys.follow("My page")
    keys.follow("Change my profile")
    about = unlike_any_other("Reading along.")
    keys.write("About me", about)
    keys.send("Save")
    expect(page.locator(".notice")).to_contain_text("Your profile is saved.")
    expect(page.get_by_role("main")).to_contain_text(about)


def test_help_in_another_country(walker: Walker) -> None:
    keys = walker(None)
    page = keys.page
    page.goto("/spaces")
    keys.follow("Need help now?")
    keys.choose("You are in", "United Kingdom")
    keys.send("Show numbers")
    expect(page.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_a_moderator_closes_a_conversation(new_page: NewPage, walker: Walker) -> None:
    there = talk.start(new_page("parent"), unlike_any_other("Enough said"))
    keys = walker("moderator")
    page = keys.page
    page.goto(there.topic)
    keys.send("Close this conversation")
    expect(page.locator(".head .meta")).to_contain_text("Closed")
    expect(page.get_by_label("Your reply")).to_have_count(0)
    keys.send("Open it again")
    expect(page.get_by_label("Your reply")).to_be_visible()


def test_an_administrator_makes_a_space(walker: Walker) -> None:
    keys = walker("admin")
    page = keys.page
    name = unlike_any_other("Grandparents")
    page.goto("/spaces")
    keys.follow("Manage", within=foot(page))
    keys.follow("Spaces and sections")
    keys.follow("Add a space")
    keys.write("Name", name)
    keys.write("About", "For grandparents.")
    keys.choose("Section", "Life around it")
    keys.send("Save")
    expect(page.locator(".notice")).to_contain_text("The space is saved.")
    keys.follow("Spaces", within=foot(page))
    expect(page.get_by_role("link", name=name)).to_be_visible()
