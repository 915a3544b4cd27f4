"""Nothing that can stand in an address, a form or a cookie breaks a page."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.urls import Resolver404, resolve

from tests.security.addresses import PARAMETER, Address, one_of_each, routes
from tests.security.reading import looked_at
from tests.security.visits import FORM, WORDS, Visitor, shut
from tests.security.world import World

Visitors = Callable[[str], Visitor]
LOOKERS = ("stranger", "parent", "administrator")

# As they stand in an address or a form: percent-encoded bytes.
ODD = (
    "%00", "a%00b", "%ED%A0%80", "%FF", "%C3%28", "%F4%90%80%80", "%EF%BF%BF", "%E2%80%AE",
    "%D9%A3", "-1", "0", "00", "1e5", "1_0", "+1", "%201", "9" * 19, "9" * 60, "9" * 5000,
    "NaN", "null", "..%2F..%2Fetc", "%0D%0ASet-Cookie:x=1", "a" * 9000, "%25s%25(x)s{}", "'\"--",
)  # fmt: skip
SEARCHES = (
    "page", "after", "show", "quote", "space", "country", "search", "next", "query", "title",
)  # fmt: skip

# Some of what forms ask for. What else a form looks at is found out.
FIELDS = (*WORDS, "token", "take", "section", "dial", "checked_on", "source_url", "label")
CURSORS = tuple(
    base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    for text in (
        "1.-1", f"1.-{'9' * 30}", "-1.1", f"{'9' * 18}.1", f"-{'6' * 17}.1", "-62135596800000000.1",
        "253402300799999999.1", "1_0.1_0", " 1. 1", "1.\u0663", ".", "1.", "..", f"1.{2**63 - 1}",
    )
)  # fmt: skip


def opens(somebody: Visitor, address: Address, method: str) -> bool:
    """Whether there is a page, or a form to send, for this person."""
    if method == "POST":
        return not shut(somebody.post(address.path, WORDS))
    return somebody.get(address.path).status_code == 200


def opened(
    world: World, visitor: Visitors, name: str, method: str
) -> Iterator[tuple[Address, bool]]:
    """What this person opens, and whether nobody of `LOOKERS` before them does.

    Who else has the page reads the same fields with the same code: a few odd words are enough.
    """
    somebody, before = visitor(name), [visitor(other) for other in LOOKERS[: LOOKERS.index(name)]]
    for address in one_of_each(world.rows):
        if opens(somebody, address, method):
            yield address, not any(opens(other, address, method) for other in before)


@pytest.fixture
def strict(world: World) -> Iterator[None]:
    """SQLite takes a NUL in a text and PostgreSQL does not: here both refuse it."""
    with connection.execute_wrapper(refuse_nul):
        yield


def refuse_nul(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    for value in chain.from_iterable(params) if many else params or ():
        assert not (isinstance(value, str) and "\0" in value), sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("name", LOOKERS)
def test_no_odd_address_breaks_a_page(
    world: World, visitor: Visitors, strict: None, name: str
) -> None:
    somebody = visitor(name)
    for odd in ODD:
        whole(somebody, f"/{odd}")
        whole(somebody, f"/{odd}/")
        for _, route in routes():
            path = "/" + PARAMETER.sub(lambda _, odd=odd: odd, route)  # type: ignore[misc]
            # Whatever the map does not know is one page, which the two above were.
            if PARAMETER.search(route) and is_known(path):
                whole(somebody, path)


def is_known(path: str) -> bool:
    try:
        resolve(unquote(path))
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("name", LOOKERS)
def test_no_odd_search_breaks_a_page(
    world: World, visitor: Visitors, strict: None, name: str
) -> None:
    somebody = visitor(name)
    for address, first in opened(world, visitor, name, "GET"):
        with looked_at() as keys:
            whole(somebody, with_odd(address, ODD[2]))
            for search in address.searches:
                whole(somebody, f"{address.path}?{search.partition('?')[2]}")
        whole(somebody, with_odd(address, ODD[0]))
        # What a page does not look for cannot break it: see `reading`.
        for odd in ODD[1:] if keys and first else ():
            whole(somebody, with_odd(address, odd))
        for odd in CURSORS if "after" in keys and first else ():
            whole(somebody, f"{address.path}?after={odd}")


def with_odd(address: Address, odd: str) -> str:
    return f"{address.path}?{'&'.join(f'{key}={odd}' for key in SEARCHES)}"


def whole(somebody: Visitor, path: str) -> None:
    """The answer is a page, whatever its number; an error of ours would be raised here."""
    answer = somebody.client.generic("GET", path)
    assert answer.status_code < 500, path[:200]
    assert "\r" not in str(answer.items())
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("name", LOOKERS)
def test_no_odd_word_in_a_form_breaks_its_page(
    world: World, visitor: Visitors, strict: None, name: str
) -> None:
    somebody = visitor(name)
    for address, first in opened(world, visitor, name, "POST"):
        with looked_at() as fields:
            for odd in ODD[:2]:
                odd_form(somebody, address.path, dict.fromkeys(FIELDS, odd))
        # What a form does not look at cannot break it: see `reading`.
        for odd in ODD if fields and first else ():
            odd_form(somebody, address.path, dict.fromkeys(sorted(fields), odd))
        for field in sorted(fields) if first else ():
            odd_form(somebody, address.path, WORDS | {field: "a%00b"})


def odd_form(somebody: Visitor, path: str, given: dict[str, str]) -> None:
    sent = "&".join(f"{field}={odd}" for field, odd in given.items())
    answer = somebody.send("POST", path, raw=sent)
    assert answer.status_code < 500, (path, sent[:300])


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (FORM, "&".join(f"field{number}=1" for number in range(101))),
        (FORM, "body=" + "x" * (1024 * 1024 + 1)),
        ("multipart/form-data", "no boundary"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("multipart/form-data; boundary=" + "x" * 300, "--x"),
        ("application/json", "{"),
        ("text/plain; charset=nonsense", "body=1"),
        ("application/x-www-form-urlencoded; charset=utf-16", "body=1"),
        ("", "body=1"),
    ],
    ids=range(9),
)
def test_no_odd_way_of_sending_breaks_a_form(
    world: World, visitor: Visitors, kind: str, sent: str
) -> None:
    somebody = visitor("parent")
    for path in ("/ask", "/preview", "/drafts", "/sign-in", "/me/profile"):
        answer = somebody.client.generic("POST", path, sent, content_type=kind)
        assert answer.status_code < 500, path


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "tz", "country", "messages"])
def test_no_odd_cookie_breaks_a_page(world: World, visitor: Visitors, cookie: str) -> None:
    client = visitor("stranger").client
    odd = (
        "\x00",
        "a\x00b",
        "\udce9",
        "é",
        "%00",
        "%ED%A0%80",
        "x" * 9000,
        '"',
        "../../etc",
        "\u0663",
    )
    for value in odd:
        header = f"{cookie}={value}".encode("utf-8", "surrogateescape").decode("latin-1")
        for path in ("/", f"/t/{world.cast.topics['public'].pk}", "/sign-in", "/ask"):
            assert client.get(path, HTTP_COOKIE=header).status_code < 500, (path, value)
            assert client.post(path, {"body": "x"}, HTTP_COOKIE=header).status_code < 500
