"""What every answer says to the browser: our own files, nothing inline, nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.utils.module_loading import import_string
from pytest_django import Settings

from alongside.discussions.writer import writer_mark
from tests.cast import Cast
from tests.security.addresses import one_of_each
from tests.security.strict import check, check_headers
from tests.security.visits import EMPTY, WORDS, Visitor
from tests.security.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Visitors = Callable[[str], Visitor]
PEOPLE = ("stranger", "parent", "administrator")


def answers(world: World, somebody: Visitor) -> Iterator[tuple[str, HttpResponse]]:
    """What every form of theirs says to nothing at all, and what there is no page for."""
    for address in one_of_each(world.rows):
        yield f"POST {address.path}", somebody.post(address.path, EMPTY)
    yield "/nothing", somebody.get("/nothing")
    yield "PUT /", somebody.send("PUT", "/")


@pytest.mark.parametrize("name", PEOPLE)
def test_every_refusal_is_strict_and_holds_nothing_inline_or_from_elsewhere(
    world: World, visitor: Visitors, name: str
) -> None:
    """Pages, and what forms say to words, are looked at in test_planted_words."""
    for where, answer in answers(world, visitor(name)):
        check(where, answer)


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"):
        for path in ("/sign-in", "/sign-up", "/sign-out", "/sign-in/code"):
            data = WORDS | {"next": elsewhere}
            for answer in (somebody.get(path, data={"next": elsewhere}), somebody.post(path, data)):
                assert "evil" not in answer.get("Location", "")
                assert "javascript" not in answer.get("Location", "")


def test_cookies_are_for_the_server_alone(cast: Cast) -> None:
    client = Visitor(cast, "stranger").client
    client.get("/sign-in")
    words = {"body": "Kept while I sign in", "writer": writer_mark(cast.viewer("parent"))}
    client.post(f"/t/{cast.topics['public'].pk}/replies", words)
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME}
    for cookie in client.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"


def test_a_page_for_everybody_hands_out_no_cookie(world: World, visitor: Visitors) -> None:
    somebody = visitor("stranger")
    for path in ("/", "/spaces", "/conversations", f"/t/{world.cast.topics['public'].pk}", "/help"):
        assert not somebody.get(path).cookies, path


PRINT_SETTINGS = """
import json, django
django.setup()
from django.conf import settings
names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
         "CSRF_COOKIE_HTTPONLY", "ALLOWED_HOSTS", "MAIL_SHOWN")
told = {name: getattr(settings, name) for name in names}
from alongside.kernel.headers import HeadersMiddleware
told["HEADERS"] = dict(HeadersMiddleware(None).headers)
print(json.dumps(told))
"""


def test_in_production_cookies_travel_only_encrypted(tmp_path: object) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
             "ALONGSIDE_MODE": "production", "ALONGSIDE_DATA_DIR": f"{tmp_path}/data",
             "ALONGSIDE_BASE_URL": "https://community.example.org",
             "ALONGSIDE_MAIL_URL": "smtp://mail.example.org:587",
             "ALONGSIDE_MAIL_FROM": "hello@community.example.org"},
        cwd=str(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    production = json.loads(told.stdout)
    assert production.pop("ALLOWED_HOSTS") == ["community.example.org"]
    assert production.pop("HEADERS")["Strict-Transport-Security"] == "max-age=31536000"
    assert not production.pop("DEBUG")
    assert not production.pop("MAIL_SHOWN")
    assert all(production.values())


@pytest.fixture
def site() -> Iterator[WSGIApplication]:
    """All of it, loaded only now: it looks for the static files, which must be there before.

    Like the test client, it must not close the connection that holds the test's transaction.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield import_string("alongside.config.wsgi.application")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(site: WSGIApplication, path: str) -> tuple[str, dict[str, str], bytes]:
    """As the web server asks: the page cache, then Django."""
    environ: dict[str, Any] = {"PATH_INFO": path, "wsgi.input": BytesIO(), "QUERY_STRING": ""}
    setup_testing_defaults(environ)
    heard: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        heard[:] = [status, dict(headers)]
        return heard.append

    body = b"".join(site(environ, start_response))
    return heard[0], heard[1], body


def test_a_kept_page_has_the_same_headers_as_a_fresh_one(site: WSGIApplication, cast: Cast) -> None:
    path = f"/t/{cast.topics['public'].pk}"
    assert ask(site, path) == ask(site, path)
    _, headers, _ = ask(site, path)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/", "/alive", "/help", "/nothing"])
def test_another_name_than_the_communitys_is_refused(
    cast: Cast, settings: Settings, path: str
) -> None:
    settings.ALLOWED_HOSTS = ["community.example.org"]
    somebody = Visitor(cast, "stranger").client
    answer = somebody.get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    check_headers(path, answer)
    assert somebody.get(path, headers={"host": "community.example.org"}).status_code != 400
