"""A real Chromium for the tests of this folder: one a test process, a fresh profile a page."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright's plain interface keeps an event loop in this thread, and Django refuses to touch
# the database where it sees one. Nothing here is asynchronous: the tests run one after another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FINDER = Path(__file__).resolve().parents[2] / "scripts" / "find_chromium.py"

# Chromium talks to nobody but the server under test.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is. Fails, never skips, where there is none."""
    if known := os.environ.get("ALONGSIDE_CHROMIUM"):
        return known
    found = subprocess.run([sys.executable, FINDER], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path, args=[*QUIET, *sandbox]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Makes pages: `new_page(viewport=(320, 640), dark=True, javascript=False)`.

    Each is a browser of its own, with no cookies, and is closed when the test ends. What else
    Playwright's `new_context` takes may be named too, such as `base_url` or `timezone_id`.
    """
    contexts: list[BrowserContext] = []

    def make(
        viewport: tuple[int, int] = (1280, 900),
        *,
        dark: bool = False,
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        width, height = viewport
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            **options,
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
