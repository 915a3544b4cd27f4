"""The page of another community that the demo brings in, as a reader sees it here."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser
TITLE = "Hemifacial spasm"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_the_real_page_reads_well(new_page: NewPage, javascript: bool) -> None:
    page = new_page(javascript=javascript, timezone_id="America/New_York")
    page.goto("/s/pediatric-stroke")
    while not page.get_by_role("link", name=TITLE).count():
        page.get_by_role("link", name="Older conversations").click()
    page.get_by_role("link", name=TITLE).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    meta = page.locator(".head .meta")
    expect(meta).to_contain_text("3 people following")
    expect(meta).to_contain_text("First reply after 15 minutes")
    expect(meta).to_contain_text("2 replies")

    family, staff, volunteer = page.get_by_role("article").all()
    expect(family).to_contain_text("TSJ2019")
    expect(family).to_contain_text("23 April 2021, 4:06 pm EDT")
    expect(family).to_contain_text("****** was masked by the site this came from.")
    expect(family.locator(".badge")).to_have_count(0)
    expect(staff).to_contain_text("Moderator · staff")
    expect(staff).to_contain_text("23 April 2021, 4:21 pm EDT")
    expect(volunteer).to_contain_text("Ambassador · trained volunteer")
    expect(volunteer).to_contain_text("24 April 2021, 9:49 am EDT")

    everything = page.locator("html").text_content() or ""
    assert "dark overlay" not in everything
    assert not re.search(r"followings|\d+ Replies|4:06pm", everything)
