"""What scripts may cost and do on pages that are read; what remains of a page on paper."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import talk
from tests.browser.conftest import Known, NewPage

pytestmark = pytest.mark.browser
READ = ("/", "/conversations", f"/s/{talk.SPACE}", "/t/1", "/help", "/spaces")
SCRIPTS_AT_MOST = 30 * 1024
REAL_PAGE = "Hemifacial spasm"


@pytest.mark.parametrize("person", [None, "parent"], ids=["stranger", "member"])
def test_scripts_are_light(new_page: NewPage, person: str | None) -> None:
    """Of everything a page loads as a script, counted as it travels."""
    for address in READ:
        page = new_page(person)
        asked: list[Request] = []
        page.on("request", lambda request, to=asked: to.append(request))
        page.goto(address)
        scripts = [request for request in asked if request.resource_type == "script"]
        assert scripts
        for request in scripts:
            response = request.response()
            assert response and response.headers["content-encoding"] in ("gzip", "br"), request.url
        size = sum(request.sizes()["responseBodySize"] for request in scripts)
        assert size <= SCRIPTS_AT_MOST, f"{address} loads {size} bytes of scripts"
        page.context.close()


def test_reading_needs_no_script(new_page: NewPage) -> None:
    """From the front page to the words of a conversation, its pages, and help."""
    page = new_page(javascript=False)
    page.goto("/")
    page.get_by_role("link", name="All conversations").click()
    page.get_by_role("link", name="Waiting for an answer").click()
    page.get_by_role("link", name="Newest").click()
    page.get_by_role("listitem").get_by_role("link").first.click()
    expect(page.get_by_role("article").first).to_be_visible()
    page.get_by_role("link", name="See all in this space").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Need help now?").first.click()
    expect(page.get_by_role("link", name="911", exact=True)).to_be_visible()


def test_scripts_that_do_not_arrive_leave_a_whole_page(new_page: NewPage) -> None:
    """A browser that runs scripts but does not get ours, as behind a strict filter."""
    page = new_page("parent")
    page.route("**/*.js", lambda route: route.abort())
    there = talk.start(page, "Without its scripts")
    page.goto(there.topic)
    page.get_by_label("Your reply").fill("It goes.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#post-2 .body")).to_have_text("It goes.")
    page.get_by_role("button", name="Following this conversation").click()
    expect(page.get_by_role("button", name="Follow this conversation")).to_be_visible()


def real_page(page: Page) -> str:
    """The address of the conversation that was brought in from another community."""
    address = f"/s/{talk.SPACE}"
    while True:
        html = page.request.get(address).text()
        if found := re.search(rf'href="(/t/\d+)">{REAL_PAGE}', html):
            return found[1]
        older = re.search(r'rel="next" href="([^"]+)"', html)
        assert older, "the demo has no real page"
        address = older[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("America/New_York", "23 April 2021, 4:06 pm EDT"),
        ("Europe/London", "23 April 2021, 9:06 pm BST"),
        ("Australia/Sydney", "24 April 2021, 6:06 am AEST"),
        ("Asia/Tehran", "24 April 2021, 12:36 am UTC+4:30"),
    ],
)
def test_times_are_the_readers_own(new_page: NewPage, zone: str, time: str) -> None:
    """On the first visit, by a script; from the second on, by the server."""
    page = new_page(timezone_id=zone)
    address = real_page(page)
    page.goto(address)
    first = page.locator("#post-1 time")
    expect(first).to_have_text(time)
    cookie = {one["name"]: one["value"] for one in page.context.cookies()}["tz"]
    assert cookie.replace("%2F", "/") == zone
    assert time in page.request.get(address).text()
    page.reload()
    expect(first).to_have_text(time)


def test_a_member_reads_the_zone_of_the_profile(new_page: NewPage) -> None:
    page = new_page("parent", timezone_id="Europe/London")
    page.goto(real_page(page))
    expect(page.locator("#post-1 time")).to_have_text("23 April 2021, 3:06 pm CDT")


@pytest.mark.parametrize("person", ["stranger", "parent"])
def test_on_paper_only_the_words_remain(new_page: NewPage, known: Known, person: str) -> None:
    page = new_page(None if person == "stranger" else person)
    page.goto(f"/t/{known(person)['topic_id']}")
    page.emulate_media(media="print")
    for gone in ("banner", "contentinfo", "complementary", "button", "textbox"):
        assert not page.get_by_role(gone).filter(visible=True).count(), gone  # type: ignore[arg-type]
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#post-1 .body")).to_be_visible()
    expect(page.locator("#post-1 time")).to_be_visible()


def test_a_page_asks_its_own_host_and_no_other(new_page: NewPage) -> None:
    """Every test of this folder watches for it (`Watch`); this one sees that watching works."""
    page = new_page()
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto("/", wait_until="networkidle")
    assert hosts == {urlsplit(page.url).netloc}
