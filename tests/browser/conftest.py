"""A real Chromium and a real server for the tests of this folder: one of each a test process.

Every page of every test is watched: no request leaves the server, no script breaks, no answer is
a fault of the server.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from scripts.demo_server import Site, running
from tests.browser.people import address_of, sign_in_by_code
from tests.browser.routes import demo_values, mailed_values
from tests.people import openid_service
from tests.people.openid_service import CLIENT, SECRET, Service

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
# Longer than any page takes, also where other work keeps the machine busy.
WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)

NewPage = Callable[..., Page]
Passes = Callable[[str], Any]
Known = Callable[[str], dict[str, str]]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is. Fails, never skips, where there is none."""
    if known := os.environ.get("ALONGSIDE_CHROMIUM"):
        return known
    found = subprocess.run([sys.executable, FINDER], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.fixture(scope="session")
def launch(chromium_path: str) -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium with further options of its command line."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:

        def start(*options: str) -> Browser:
            return playwright.chromium.launch(
                executable_path=chromium_path, args=[*QUIET, *sandbox, *options]
            )

        yield start


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    chromium = launch()
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """Where people of the demo may sign in as well."""
    with openid_service.running() as service:
        service.asks = True
        yield service


@pytest.fixture(scope="session")
def site(service: Service) -> Iterator[Site]:
    """The demo as `alongside serve --demo` makes it, where the operator named such a service."""
    with running(
        oidc_name="Our charity", oidc_issuer=service.issuer, oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    ) as site:  # fmt: skip
        yield site


@pytest.fixture(scope="session")
def passes(browser: Browser, site: Site) -> Passes:
    """What a browser keeps after that person signed in, through the real pages: once a person."""

    @cache
    def of(person: str) -> Any:
        with browser.new_context(base_url=site.address) as context:
            sign_in_by_code(context.new_page(), address_of(person))
            return context.storage_state()

    return of


@pytest.fixture(scope="session")
def known(browser: Browser, site: Site, passes: Passes) -> Known:
    """A value for every parameter of the address map; what only its author may see is theirs."""

    @cache
    def to(person: str) -> dict[str, str]:
        author = "admin" if person == "admin" else "parent"
        states = passes(author), passes("admin")
        mine, admin = (browser.new_context(base_url=site.address, storage_state=s) for s in states)
        with mine, admin:
            return demo_values(mine.new_page(), admin.new_page()) | mailed_values(site)

    return to


class Watch:
    """What went wrong on any page of a test, told at its end."""

    def __init__(self, site: Site, service: Service) -> None:
        self.site, self.service = site, service
        self.troubles: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.set_default_timeout(WAIT_MS)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https", "ws", "wss") or parts.netloc == self.site.host:
            return
        # The reader may be led to the outside service (which the service worker sees, and stays);
        # no page of ours takes anything from it.
        led = request.is_navigation_request() or (
            request.service_worker and request.redirected_from
        )
        if not (led and request.url.startswith(self.service.issuer)):
            self.troubles.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} {response.url}\n{self.site.said()}")


@pytest.fixture
def new_page(browser: Browser, site: Site, service: Service, passes: Passes) -> Iterator[NewPage]:
    """Makes pages: `new_page("parent", (320, 640), dark=True, javascript=False)`.

    Each is a browser of its own in which that person of the demo is signed in (None: nobody), and
    is closed when the test ends. What else Playwright's `new_context` takes may be named too,
    such as `timezone_id`.
    """
    contexts: list[BrowserContext] = []
    watch = Watch(site, service)

    def make(
        person: str | None = None,
        viewport: tuple[int, int] = (1280, 900),
        *,
        dark: bool = False,
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        width, height = viewport
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            storage_state=passes(person) if person else None,
            **options,
        )
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert watch.troubles == []
