"""What every answer says to the browser: our own files, nothing inline, nowhere else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse

from alongside.config.wsgi import application
from tests.cast import Cast
from tests.security.addresses import addresses, one_of_each
from tests.security.markup import Markup
from tests.security.visits import EMPTY, WORDS, Visitor
from tests.security.world import World

Visitors = Callable[[str], Visitor]
PEOPLE = ("stranger", "parent", "administrator")
SOURCES = {"'self'", "'none'"}
# What a browser would load, run or send to by itself or at a click, but for a plain link.
LOADED = {
    "src", "srcset", "action", "formaction", "data", "poster", "ping", "background", "manifest",
    "hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch",
}  # fmt: skip
LINK_SCHEMES = {"", "http", "https", "mailto", "tel", "sms"}


def pages(world: World, somebody: Visitor) -> Iterator[tuple[str, HttpResponse]]:
    """Every page this person can ask for, and what every form of theirs answers to."""
    for address in addresses(world.each_state()):
        yield from somebody.get_all(address)
    for address in one_of_each(world.rows):
        for data in (WORDS, EMPTY):
            yield f"POST {address.path}", somebody.post(address.path, data)
    yield "/nothing", somebody.get("/nothing")
    yield "PUT /", somebody.send("PUT", "/")


def policy_of(answer: HttpResponse) -> dict[str, list[str]]:
    told = answer["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in told)}


@pytest.mark.parametrize("name", PEOPLE)
def test_every_answer_has_every_header(world: World, visitor: Visitors, name: str) -> None:
    for where, answer in pages(world, visitor(name)):
        policy = policy_of(answer)
        assert policy["default-src"] == ["'none'"], where
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"], where
        assert policy["form-action"] == ["'self'"], where
        assert {source for sources in policy.values() for source in sources} <= SOURCES, where
        assert answer["X-Content-Type-Options"] == "nosniff", where
        assert answer["X-Frame-Options"] == "DENY", where
        assert answer["Referrer-Policy"] == "same-origin", where
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where
        assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"], where


@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_holds_anything_inline_or_from_elsewhere(
    world: World, visitor: Visitors, name: str
) -> None:
    for where, answer in pages(world, visitor(name)):
        if "html" in answer.get("Content-Type", ""):
            check_page(where, Markup(answer.content.decode()))


def check_page(where: str, page: Markup) -> None:
    assert page.inline == "", where
    for tag, given in page.tags:
        assert tag not in ("style", "base", "object", "embed", "iframe", "frame"), where
        assert "style" not in given, f"{where}: {given}"
        assert not [name for name in given if name.startswith(("on", "hx-on"))], f"{where}: {given}"
        assert "http-equiv" not in given, f"{where}: {given}"
        if tag == "script":
            assert "src" in given, where
        for name in LOADED & given.keys():
            assert ours(given[name]), f"{where}: {given}"
        if "href" in given:
            check_link(where, tag, given["href"])


def check_link(where: str, tag: str, address: str) -> None:
    if tag == "a":
        assert urlsplit(address).scheme in LINK_SCHEMES, f"{where}: {address}"
        assert not address.startswith(("//", "\\")), f"{where}: {address}"
    else:
        assert ours(address), f"{where}: {address}"


def ours(address: str) -> bool:
    return bool(re.match(r"/(?![/\\])|#", address))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_redirect_stays_here(world: World, visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"):
        for path in ("/sign-in", "/sign-up", "/sign-out", "/sign-in/code"):
            data = WORDS | {"next": elsewhere}
            for answer in (somebody.get(path, data={"next": elsewhere}), somebody.post(path, data)):
                assert "evil" not in answer.get("Location", "")
                assert "javascript" not in answer.get("Location", "")
    for where, answer in pages(world, somebody):
        if "Location" in answer:
            assert ours(answer["Location"]), f"{where}: {answer['Location']}"


def test_cookies_are_for_the_server_alone(cast: Cast) -> None:
    client = Visitor(cast, "stranger").client
    client.get("/sign-in")
    client.post(f"/t/{cast.topics['public'].pk}/replies", {"body": "Kept while I sign in"})
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
         "CSRF_COOKIE_HTTPONLY", "ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "MAIL_SHOWN")
print(json.dumps({name: getattr(settings, name) for name in names}))
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
    assert production.pop("SECURE_HSTS_SECONDS") >= 31_536_000
    assert not production.pop("DEBUG")
    assert not production.pop("MAIL_SHOWN")
    assert all(production.values())


def through_the_whole_stack(path: str) -> tuple[str, dict[str, str], bytes]:
    """As the web server asks: static files, then the page cache, then Django."""
    environ = {"PATH_INFO": path, "wsgi.input": BytesIO(), "QUERY_STRING": ""}
    setup_testing_defaults(environ)
    heard: list[object] = []
    body = b"".join(application(environ, lambda *told: heard.extend(told) or (lambda _: None)))  # type: ignore[arg-type,return-value]
    return str(heard[0]), dict(heard[1]), body  # type: ignore[call-overload]


def test_a_kept_page_has_the_same_headers_as_a_fresh_one(cast: Cast) -> None:
    path = f"/t/{cast.topics['public'].pk}"
    assert through_the_whole_stack(path) == through_the_whole_stack(path)
    _, headers, _ = through_the_whole_stack(path)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_static_file_is_taken_for_what_it_is(cast: Cast) -> None:
    style = staticfiles_storage.url("alongside/alongside.css")
    status, headers, _ = through_the_whole_stack(style)
    assert status.startswith("200")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"].startswith("text/css")
    assert "Access-Control-Allow-Origin" not in headers
