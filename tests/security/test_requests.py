"""What changes something is a POST with its secret; what is read changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.writer import writer_mark
from tests.cast import EVERYONE
from tests.security.addresses import one_of_each
from tests.security.markup import Markup
from tests.security.tables import snapshot
from tests.security.visits import WORDS, Visitor
from tests.security.world import World

Visitors = Callable[[str], Visitor]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LOOK")
NOT_ALLOWED = 405
# Their secret stands in the address, or comes with what is sent: a mail program and a mail service
# have no cookie. Each has tests of its own in tests/notifications.
OF_THEIR_OWN = {"unsubscribe", "unsubscribe_undo", "mail_events", "mail_incoming"}
TYPED = 'Two words with <angles>, "quotes" & an end\n\nand a second paragraph — ünïcode.'


@pytest.mark.parametrize("name", EVERYONE)
def test_without_the_secret_of_the_form_nothing_is_written(world: World, name: str) -> None:
    somebody = Visitor(world.cast, name, enforce_csrf_checks=True)
    before = snapshot()
    for address in one_of_each(world.rows):
        if address.name in OF_THEIR_OWN:
            continue
        for data in (WORDS, WORDS | {"csrfmiddlewaretoken": "a" * 32}, {}):
            answer = somebody.client.post(address.path, data)
            assert answer.status_code == 403, address.path
    assert snapshot() == before


@pytest.mark.parametrize("name", EVERYONE)
def test_looking_at_the_head_of_a_page_changes_nothing(
    world: World, visitor: Visitors, name: str
) -> None:
    """Reading it whole does not either: see test_planted_words, where every row of each is read."""
    somebody = visitor(name)
    before = snapshot()
    for address in one_of_each(world.rows):
        assert somebody.client.head(address.path).content == b""
    assert snapshot() == before


def test_every_page_answers_other_methods_with_not_allowed(world: World, visitor: Visitors) -> None:
    for name in ("stranger", "administrator"):
        somebody = visitor(name)
        for address in one_of_each(world.rows):
            refused = {
                method
                for method in METHODS
                if somebody.send(method, address.path).status_code == NOT_ALLOWED
            }
            taken = set(METHODS) - refused
            read, written = {"GET", "HEAD"}, {"POST"}
            assert taken in (read, written, read | written), f"{name} {address.path}: {taken}"


@pytest.mark.parametrize("name", ["stranger", "parent"])
@pytest.mark.parametrize("place", ["ask", "reply", "edit"])
def test_a_form_that_is_too_old_keeps_every_word(world: World, name: str, place: str) -> None:
    somebody = Visitor(world.cast, name, enforce_csrf_checks=True)
    opening = world.cast.topics["public"].posts.get(number=1)
    path = {
        "ask": "/ask",
        "reply": f"/t/{opening.topic_id}/replies",
        "edit": f"/p/{opening.pk}/edit",
    }[place]
    typed = {
        "title": 'A title with "quotes" & <angles>', "body": TYPED, "space": "open-door",
        "kind": "story", "token": new_token(), "edit_count": "3",
        "writer": writer_mark(world.cast.viewer("parent")),
    }  # fmt: skip
    somebody.client.cookies["csrftoken"] = "b" * 32
    answer = somebody.client.post(path, typed | {"csrfmiddlewaretoken": "c" * 32})
    fields = Markup(answer.content.decode()).fields
    assert answer.status_code == 403
    assert {key: fields.get(key) for key in typed} == typed
    again = somebody.client.post(path, fields)
    assert again.status_code != 403
    if name == "parent" and place != "edit":
        assert again.status_code == 303
