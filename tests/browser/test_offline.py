"""While the network is away: help numbers can be read, words are kept and reach the drafts later,
nothing that is somebody's own is kept on the device, and signing out leaves nothing there."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import talk
from tests.browser.conftest import NewPage
from tests.browser.people import NAMES, address_of, sign_in_by_code

pytestmark = pytest.mark.browser
READY = """() => new Promise(done => {
  if (navigator.serviceWorker.controller) done();
  else navigator.serviceWorker.addEventListener("controllerchange", () => done());
})"""
KEPT_HAS = """async words => {
  for (let tries = 0; tries < 100; tries++) {
    const kept = await caches.match("/offline");
    if ((await kept.text()).includes(words)) return true;
    await new Promise(done => setTimeout(done, 50));
  }
  return false;
}"""
KEPT = """async () => {
  const said = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      said.push([new URL(request.url).pathname, await answer.text()]);
    }
  }
  return said;
}"""


def words() -> str:
    return f"Written on the train, {uuid.uuid4().hex[:8]}."


def helped(page: Page, path: str = "/") -> BrowserContext:
    """A page of somebody whose browser has the helper at work."""
    page.goto(path)
    page.evaluate(READY)
    return page.context


def write(page: Page, text: str) -> None:
    page.get_by_label("Tell us in your own words").or_(page.get_by_label("Your reply")).fill(text)
    expect(page.locator(".said")).to_contain_text("Kept on this device")


def test_help_numbers_can_be_read_and_nothing_of_anybody_is_kept(new_page: NewPage) -> None:
    page = new_page("parent")
    context = helped(page, "/following")
    context.set_offline(True)
    page.goto("/following")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(page.get_by_role("link", name="911").first).to_have_attribute("href", "tel:911")
    expect(page.locator("body")).to_have_css("font-family", re.compile("Atkinson"))
    page.goto("/help")
    expect(page.get_by_role("link", name="911").first).to_be_visible()
    kept = dict(page.evaluate(KEPT))
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {"/offline", "/offline/write"}
    mine = (
        NAMES["parent"],
        address_of("parent"),
        "Sign out",
        "csrfmiddlewaretoken",
        "data-member=",
    )
    assert [word for word in mine for path in pages if word in kept[path]] == []

    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Need help now?")


def test_the_country_that_somebody_chose_comes_first_offline_too(new_page: NewPage) -> None:
    page = new_page()
    context = helped(page)
    page.goto("/help?country=GB")
    page.reload()  # The choice is a cookie now, and the helper asks with it.
    assert page.evaluate(KEPT_HAS, "for: United Kingdom")
    context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("for: United Kingdom")


def test_a_question_written_offline_reaches_the_drafts_and_is_not_posted(
    new_page: NewPage,
) -> None:
    page, text = new_page("admin"), words()
    context = helped(page)
    context.set_offline(True)
    page.goto("/ask")
    expect(page.get_by_role("heading", level=1)).to_have_text("Write now, send later")
    page.get_by_label("Title").fill("From the train")
    write(page, text)
    page.reload()
    expect(page.get_by_label("Tell us in your own words")).to_have_value(text)
    context.set_offline(False)
    expect(page.locator(".said")).to_contain_text("Saved in your drafts", timeout=10_000)
    other = new_page("admin")
    other.goto("/drafts")
    expect(other.get_by_role("main")).to_contain_text(text)
    page.get_by_role("link", name="Look at it and post it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask or share")
    expect(page.get_by_label("Tell us in your own words")).to_have_value(text)
    expect(page.get_by_label("Title")).to_have_value("From the train")


def test_the_helper_saves_words_where_the_page_was_closed(new_page: NewPage) -> None:
    page, text = new_page("moderator"), words()
    there = talk.start(page, f"Read on the train {uuid.uuid4().hex[:8]}")
    context = helped(page)
    context.set_offline(True)
    page.goto(f"{there.topic}/replies")
    expect(page.get_by_label("Title")).to_have_count(0)
    write(page, text)
    page.close()
    context.set_offline(False)
    # The browser says "sync" to the helper in its own time; here it is said at once.
    fresh = context.new_page()
    fresh.goto("/alive")
    saved = context.service_workers[0].evaluate("self.keptWords.send()")
    drafts = context.request.get("/drafts").text()
    assert text in drafts
    assert saved in ([f"topic:{there.id}"], [])
    assert text not in context.request.get(there.topic).text().partition('name="body"')[0]


def test_words_meet_a_draft_of_another_device_and_both_are_there(new_page: NewPage) -> None:
    page, text, other = new_page("ambassador"), words(), words()
    there = talk.start(page, f"Two devices {uuid.uuid4().hex[:8]}")
    context = helped(page)
    context.set_offline(True)
    page.goto(f"{there.topic}/replies")
    write(page, text)
    talk.send(new_page("ambassador"), there.topic, "/drafts", place=f"topic:{there.id}", body=other)
    context.set_offline(False)
    expect(page.locator(".said")).to_contain_text("Your words are kept on this device")
    page.get_by_role("link", name="Look at it and post it").click()
    body = page.get_by_label("Your reply").and_(page.locator("textarea"))
    expect(body).to_have_value(text)
    page.get_by_role("button", name="Show the other saved text").click()
    expect(body).to_have_value(other)


def test_sending_while_offline_shows_the_words_and_not_an_error(new_page: NewPage) -> None:
    page, text = new_page("parent"), words()
    there = talk.start(page, f"Sent in a tunnel {uuid.uuid4().hex[:8]}")
    context = helped(page, there.topic)
    page.get_by_label("Your reply").and_(page.locator("textarea")).fill(text)
    context.set_offline(True)
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write now, send later")
    expect(page.get_by_label("Your reply")).to_have_value(text)


def test_signing_out_saves_what_is_left_and_leaves_nothing(new_page: NewPage) -> None:
    page, text = new_page(), words()
    sign_in_by_code(page, address_of("ambassador"))
    there = talk.start(page, f"A shared phone {uuid.uuid4().hex[:8]}")
    context = helped(page)
    context.set_offline(True)
    page.goto(f"{there.topic}/replies")
    write(page, text)
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert (
        page.evaluate("Object.keys(localStorage).filter(one => one.startsWith('alongside'))") == []
    )
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.evaluate("indexedDB.databases().then(all => all.length)") in (0, 1)
    drafts = new_page("ambassador").request.get("/drafts").text()
    assert text in drafts
    context.set_offline(True)
    page.goto("/ask")
    expect(page.get_by_label("Tell us in your own words")).to_have_value("")
    page.get_by_label("Tell us in your own words").fill("Whose words?")
    expect(page.locator(".said")).to_contain_text("You are not signed in on this device")
