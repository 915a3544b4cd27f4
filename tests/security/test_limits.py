"""Too long, too odd, too many: refused in words with the text kept, in time, and never broken."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

import pytest

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.forms import AskForm, EditForm, ReplyForm
from alongside.kernel.paging import Cursor
from alongside.people.forms import ProfileForm
from alongside.people.forms.accounts import SignUp
from alongside.people.names import in_latin, name_key
from tests.cast import Cast
from tests.security.markup import Markup
from tests.security.visits import WORDS, Visitor
from tests.security.world import World

Visitors = Callable[[str], Visitor]
LOOKERS = ("stranger", "parent", "administrator")
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
    assert grows_like_its_text(lambda text: Cursor.read(encoded(text + ".1")), pile, 200_000)


def encoded(text: str) -> str:
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
