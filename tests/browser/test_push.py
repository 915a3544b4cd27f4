"""Notices on this phone, in a real Chromium: asked for at a press, shown, opened, ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import address_of, sign_in_by_code
from tests.notifications.push_service import Phone

pytestmark = pytest.mark.browser
# Chromium's own push service is not there in a test, so the browser is given an address of one.
SUBSCRIBED = """
Notification.requestPermission = () => Promise.resolve("granted");
const given = %s;
const address = {
  endpoint: given.endpoint, options: {},
  toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
  unsubscribe: () => Promise.resolve(true),
};
PushManager.prototype.subscribe = options => {
  sessionStorage.setItem("asked", JSON.stringify({
    visible: options.userVisibleOnly, bytes: options.applicationServerKey.length,
  }));
  return Promise.resolve(address);
};
PushManager.prototype.getSubscription = () => Promise.resolve(
  sessionStorage.getItem("asked") ? address : null);
"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(one => [one.title, one.body, one.tag, one.data.address])"""


def subscribing(page: Page, number: int) -> None:
    phone = Phone("phone")
    endpoint = f"https://push.example.org/{number}"
    given = {"endpoint": endpoint, "p256dh": phone.p256dh, "auth": phone.auth}
    page.add_init_script(SUBSCRIBED % json.dumps(given))


def test_turning_it_on_trying_it_and_turning_it_off(new_page: NewPage) -> None:
    page = new_page("moderator", permissions=["notifications"])
    subscribing(page, 1)
    page.goto("/me/push")
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.get_by_role("button", name="Turn on for this device").click()
    expect(page.get_by_role("status").first).to_contain_text("Notices are on for this device")
    expect(page.get_by_text("This device hears of notices.")).to_be_visible()
    assert page.evaluate("JSON.parse(sessionStorage.asked)") == {"visible": True, "bytes": 65}
    assert page.evaluate("localStorage['alongside:push']").isdigit()
    page.get_by_role("button", name="Send a trial").click()
    expect(page.get_by_role("status").first).to_contain_text("A trial is on its way")
    page.get_by_role("button", name="Turn off for").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('alongside:push')") is None


def test_a_browser_that_says_no_is_told_what_to_do(new_page: NewPage) -> None:
    page = new_page("moderator")
    page.add_init_script("Notification.requestPermission = () => Promise.resolve('denied')")
    page.goto("/me/push")
    page.get_by_role("button", name="Turn on for this device").click()
    expect(page.locator("#push .said")).to_contain_text("Your browser blocks notices")


def test_without_scripts_the_page_says_so(new_page: NewPage) -> None:
    page = new_page("moderator", javascript=False)
    page.goto("/me/push")
    expect(page.get_by_text("This needs a browser with scripts")).to_be_visible()
    page.get_by_role("button", name="Turn on for this device").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")


def test_after_signing_out_the_next_person_does_not_hear_what_came_for_the_first(
    new_page: NewPage,
) -> None:
    page = new_page(permissions=["notifications"])
    subscribing(page, 2)
    sign_in_by_code(page, address_of("ambassador"))
    page.goto("/me/push")
    page.get_by_role("button", name="Turn on for this device").click()
    expect(page.get_by_text("This device hears of notices.")).to_be_visible()
    page.goto("/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate("localStorage.getItem('alongside:push')") is None
    sign_in_by_code(page, address_of("newcomer"))
    page.goto("/me/push")
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_an_address_that_ended_with_its_session_is_given_again(new_page: NewPage) -> None:
    page = new_page(permissions=["notifications"])
    subscribing(page, 3)
    sign_in_by_code(page, address_of("ambassador"))
    page.goto("/me/push")
    page.get_by_role("button", name="Turn on for this device").click()
    expect(page.get_by_text("This device hears of notices.")).to_be_visible()
    page.evaluate("sessionStorage.removeItem('alongside:push-again')")
    page.context.clear_cookies(name="sessionid")
    # The same person signs in again without having signed out.
    page.evaluate("localStorage.setItem('kept', localStorage['alongside:push'])")
    page.goto("/alive")
    sign_in_again(page)
    with page.expect_response("**/me/push/devices") as given:
        page.goto("/following")
    assert given.value.status in (200, 303)


def sign_in_again(page: Page) -> None:
    """Through the pages, but with the mark of whose notices these are put back: a page for nobody
    takes it away, and with it the address."""
    sign_in_by_code(page, address_of("ambassador"))
    page.evaluate("localStorage.setItem('alongside:push', localStorage.kept)")
    page.evaluate("sessionStorage.removeItem('alongside:push-again')")


def worker_of(page: Page, cdp: CDPSession) -> str:
    """The number that Chromium gave our service worker."""
    found: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(0)
    return found[-1]


@pytest.fixture
def pushed(new_page: NewPage) -> Callable[[dict[str, Any]], Page]:
    """What the phone shows when that came in encrypted and was opened."""

    def push(told: dict[str, Any]) -> Page:
        page = new_page("moderator", permissions=["notifications"])
        page.goto("/spaces")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        cdp = page.context.new_cdp_session(page)
        registration = worker_of(page, cdp)
        cdp.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": page.url.removesuffix("/spaces"),
                "registrationId": registration,
                "data": json.dumps(told) if told else "",
            },
        )
        for _ in range(100):
            if page.evaluate(SHOWN):
                break
            page.wait_for_timeout(50)
        return page

    return push


def test_a_push_is_shown_and_leads_to_its_notice(
    pushed: Callable[[dict[str, Any]], Page],
) -> None:
    told = {"title": "Somebody quoted you", "body": "Open it to read more.", "tag": "t12"}
    page = pushed({"web_push": 8030, "notification": told | {"navigate": "/notices/34"}})
    assert page.evaluate(SHOWN) == [[told["title"], told["body"], "t12", "/notices/34"]]


def test_a_push_that_says_nothing_is_shown_all_the_same(
    pushed: Callable[[dict[str, Any]], Page],
) -> None:
    page = pushed({})
    assert page.evaluate(SHOWN) == [["Alongside", "There is something new for you.", "", "/"]]
