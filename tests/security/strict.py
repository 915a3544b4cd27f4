"""What every answer has to say to the browser: our own files, nothing inline, nowhere else.

test_planted_words asks it of every page and every form, test_headers of what goes wrong.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import HttpResponse

from tests.security.markup import Markup

SOURCES = {"'self'", "'none'"}
# What a browser would load, run or send to by itself or at a click, but for a plain link.
LOADED = {
    "src", "srcset", "action", "formaction", "data", "poster", "ping", "background", "manifest",
    "hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch",
}  # fmt: skip
LINK_SCHEMES = {"", "http", "https", "mailto", "tel", "sms"}


def check(where: str, answer: HttpResponse) -> None:
    check_headers(where, answer)
    if "html" in answer.get("Content-Type", ""):
        check_page(where, Markup(answer.content.decode()))
    if "Location" in answer:
        assert ours(answer["Location"]), f"{where}: {answer['Location']}"


def policy_of(answer: HttpResponse) -> dict[str, list[str]]:
    told = answer["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in told)}


def check_headers(where: str, answer: HttpResponse) -> None:
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
