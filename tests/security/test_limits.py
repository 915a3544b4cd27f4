"""Too long, too odd, too many: refused in words with the text kept, in time, and never broken."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

import pytest

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.forms import AskForm, EditForm, ReplyForm
from alongside.kernel.paging import Cursor
from alongside.people.account_forms import SignUp
from alongside.people.forms import ProfileForm
from alongside.people.names import in_latin, name_key
from tests.cast import Cast
from tests.security.addresses import PARAMETER, one_of_each, routes
from tests.security.markup import Markup
from tests.security.reading import looked_at
from tests.security.visits import FORM, WORDS, Visitor, shut
from tests.security.world import World

Visitors = Callable[[str], Visitor]
MOST = 2.2

# What a text may be made of to take longest: letters, look-alikes, marks in the wrong order,
# what turns into many, white space, and what begins like something.
PILES = (
    "a", "é", "\u0430", "\ufdfa", "a\u0315\u0300\u0327", "\u0315\u0300\u0327", "rn", "vv",
    " ", " \n", "\r\n", "\u200b", "\x00", "<a ", "*_", "&amp;", "a@", "a.b.", "-", "\U0001f3fb",
)  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        began = time.thread_time()
        work(text)
        best = min(best, time.thread_time() - began)
    return best


def grows_like_its_text(work: Callable[[str], object], pile: str, size: int) -> bool:
    """Twice the text at most 2.2 times the time; looked at again where the machine was busy."""
    once, twice = pile * (size // len(pile)), pile * (2 * size // len(pile))
    work(once)
    return any(seconds(work, twice) <= MOST * seconds(work, once) + 0.0005 for _ in range(6))


def told(form: type) -> Callable[[str], object]:
    return lambda text: form(dict.fromkeys(form.base_fields, text)).is_valid()  # type: ignore[attr-defined]


WORK = {
    "name_key": name_key,
    "in_latin": in_latin,
    "cursor": Cursor.read,
    "ask": told(AskForm),
    "reply": told(ReplyForm),
    "edit": told(EditForm),
    "profile": told(ProfileForm),
    "sign up": told(SignUp),
}


@pytest.mark.parametrize("name", WORK)
def test_twice_the_text_takes_at_most_2_2_times_as_long(cast: Cast, name: str) -> None:
    size = 8_000
    slow = [pile for pile in PILES if not grows_like_its_text(WORK[name], pile, size)]
    assert slow == []


@pytest.mark.parametrize("pile", ["A", "1", "=", "MS4x", "-"])
def test_a_long_cursor_is_read_in_a_straight_line(pile: str) -> None:
    assert grows_like_its_text(Cursor.read, pile, 200_000)
    assert grows_like_its_text(lambda text: Cursor.read(_encoded(text + ".1")), pile, 200_000)


def _encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


LONG = "Way-too-long&<odd>," * 1500
TOO_LONG = [
    ("parent", "/ask", {"title": LONG[:121]}),
    ("parent", "/ask", {"body": LONG[:20_001]}),
    ("parent", "/ask", {"title": LONG, "body": LONG}),
    ("parent", "/t/{topic}/replies", {"body": LONG[:20_001]}),
    ("parent", "/p/{opening}/edit", {"body": LONG[:20_001]}),
    ("parent", "/p/{opening}/edit", {"title": LONG[:121]}),
    ("parent", "/me/profile", {"name": LONG[:31]}),
    ("parent", "/me/profile", {"name": LONG[:130]}),
    ("parent", "/me/profile", {"about": LONG[:301]}),
    ("stranger", "/sign-up", {"username": LONG[:31]}),
    ("administrator", "/manage/spaces/new", {"name": LONG[:81]}),
    ("administrator", "/manage/spaces/new", {"about": LONG[:301]}),
    ("administrator", "/manage/sections/new", {"name": LONG[:81]}),
    ("administrator", "/manage/sections/new", {"about": LONG[:201]}),
    ("administrator", "/manage/help", {"label": LONG[:81]}),
    ("administrator", "/manage/help", {"note": LONG[:201]}),
]


@pytest.mark.parametrize(("name", "path", "long"), TOO_LONG, ids=lambda given: str(given)[:30])
def test_what_is_too_long_is_refused_and_stands_in_the_form(
    world: World, visitor: Visitors, name: str, path: str, long: dict[str, str]
) -> None:
    opening = world.cast.topics["public"].posts.get(number=1)
    path = path.format(topic=opening.topic_id, opening=opening.pk)
    answer = visitor(name).post(path, WORDS | {"token": new_token()} | long)
    page = Markup(answer.content.decode())
    assert answer.status_code in (200, 422)
    assert {field: page.fields.get(field) for field in long} == long
    assert 'role="alert"' in answer.content.decode()


def test_a_draft_that_is_too_long_to_post_is_kept_whole(world: World, visitor: Visitors) -> None:
    """So that it can be cut: the limit is for what is posted."""
    somebody, form = visitor("outsider"), WORDS | {"place": "ask", "body": LONG, "title": "x" * 130}
    assert somebody.client.post("/drafts", form | {"token": new_token()}).status_code == 200
    fields = Markup(somebody.get("/ask").content.decode()).fields
    assert (fields["body"], fields["title"]) == (LONG, "x" * 130)


# As they stand in an address or a form: percent-encoded bytes.
ODD = (
    "%00", "a%00b", "%ED%A0%80", "%FF", "%C3%28", "%F4%90%80%80", "%EF%BF%BF", "%E2%80%AE",
    "%D9%A3", "-1", "0", "00", "1e5", "1_0", "+1", "%201", "9" * 19, "9" * 60, "9" * 5000,
    "NaN", "null", "..%2F..%2Fetc", "%0D%0ASet-Cookie:x=1", "a" * 9000, "%25s%25(x)s{}", "'\"--",
)  # fmt: skip
SEARCHES = (
    "page", "after", "show", "quote", "space", "country", "search", "next", "query", "title",
)  # fmt: skip
FIELDS = (*WORDS, "token", "take", "section", "dial", "checked_on", "source_url", "label")
CURSORS = tuple(
    _encoded(text)
    for text in (
        "1.-1", f"1.-{'9' * 30}", "-1.1", f"{'9' * 18}.1", f"-{'6' * 17}.1", "-62135596800000000.1",
        "253402300799999999.1", "1_0.1_0", " 1. 1", "1.\u0663", ".", "1.", "..", f"1.{2**63 - 1}",
    )
)  # fmt: skip


@pytest.mark.parametrize("name", ["stranger", "parent", "administrator"])
def test_no_odd_address_breaks_a_page(world: World, visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    for _, route in routes():
        for odd in ODD if PARAMETER.search(route) else ():
            whole(somebody, "/" + PARAMETER.sub(lambda _, odd=odd: odd, route))  # type: ignore[misc]
    for odd in ODD:
        whole(somebody, f"/{odd}")
        whole(somebody, f"/{odd}/")


@pytest.mark.parametrize("name", ["stranger", "parent", "administrator"])
def test_no_odd_search_breaks_a_page(world: World, visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    for address in one_of_each(world.rows):
        if somebody.get(address.path).status_code == 200:
            with looked_at() as keys:
                whole(somebody, f"{address.path}?{'&'.join(f'{key}={ODD[0]}' for key in SEARCHES)}")
                for search in address.searches:
                    whole(somebody, f"{address.path}?{search.partition('?')[2]}")
            # What a page does not look for cannot break it: see `reading`.
            for odd in ODD[1:] if keys else ():
                whole(somebody, f"{address.path}?{'&'.join(f'{key}={odd}' for key in SEARCHES)}")
            for odd in CURSORS if "after" in keys else ():
                whole(somebody, f"{address.path}?after={odd}")


def whole(somebody: Visitor, path: str) -> None:
    """The answer is a page, whatever its number; an error of ours would be raised here."""
    answer = somebody.client.generic("GET", path)
    assert answer.status_code < 500, path[:200]
    assert "\r" not in str(answer.items())
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("name", ["stranger", "parent", "administrator"])
def test_no_odd_word_in_a_form_breaks_its_page(world: World, visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    for address in one_of_each(world.rows):
        with looked_at() as fields:
            if shut(somebody.post(address.path, WORDS)):
                continue
            for odd in ODD[:2]:
                sent = "&".join(f"{field}={odd}" for field in FIELDS)
                assert odd_form(somebody, address.path, sent) < 500, (address.path, odd)
        # What a form does not look at cannot break it: see `reading`.
        for odd in ODD[2:] if fields else ():
            sent = "&".join(f"{field}={odd}" for field in FIELDS)
            assert odd_form(somebody, address.path, sent) < 500, (address.path, odd)
        for field in sorted(fields & {*FIELDS}):
            rest = "&".join(f"{key}={value}" for key, value in WORDS.items() if key != field)
            sent = f"{rest}&{field}=a%00b"
            assert odd_form(somebody, address.path, sent) < 500, (address.path, field)


def odd_form(somebody: Visitor, path: str, sent: str) -> int:
    return somebody.send("POST", path, raw=sent).status_code


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
