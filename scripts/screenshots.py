"""Takes the pictures of docs/screenshots: make screenshots.

Six pages of the demo as they are: at 1280 and at 390 pixels, in light and in dark. They show what
a browser window shows, so that each stays small.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from demo_server import Site, running
from find_chromium import find
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
WIDTHS = {1280: 900, 390: 844}
LARGEST = 250 * 1024
# Printed by every start of the demo.
PERSON, PASSWORD = "parent@example.org", "alongside-demo"
REAL_PAGE = "Hemifacial spasm"


def addresses(page: Page) -> dict[str, str]:
    """The pictures by name; the conversation is the one that came from a real page."""
    return {
        "home": "/",
        "topic": real_page(page),
        "list": "/s/pediatric-stroke",
        "ask": "/ask",
        "help": "/help",
        "notices": "/notices",
    }


def real_page(page: Page) -> str:
    address = "/s/pediatric-stroke"
    while True:
        html = page.request.get(address).text()
        if found := re.search(rf'href="(/t/\d+)">{REAL_PAGE}', html):
            return found[1]
        older = re.search(r'rel="next" href="([^"]+)"', html)
        if older is None:
            raise LookupError(f"the demo has no conversation called {REAL_PAGE}")
        address = older[1].replace("&amp;", "&")


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(PERSON)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in with password").click()
    page.wait_for_url("**/")


def take(browser: Browser, site: Site, width: int, scheme: str) -> None:
    page = browser.new_page(
        base_url=site.address,
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        timezone_id="America/New_York",
    )
    for name, address in addresses(page).items():
        if name == "ask":
            sign_in(page)
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        file = FOLDER / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=file, animations="disabled")
        size = file.stat().st_size
        print(f"{file.name}: {size // 1024} KB")
        if size > LARGEST:
            sys.exit(f"{file.name} is larger than {LARGEST // 1024} KB.")
    page.context.close()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = find()
    if path is None:
        sys.exit("The pictures need Chromium: run make test once, which finds or installs one.")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with running() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                take(browser, site, width, scheme)
        browser.close()


if __name__ == "__main__":
    main()
