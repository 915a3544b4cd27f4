"""Nobody can fetch a word that is not for them: eight people, every address, every byte.

Whoever has asked for all of that has also seen whether an answer is as strict as it must be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, ReactionKind, Topic
from tests.cast import EVERYONE, PEOPLE, Cast
from tests.security.addresses import Address, addresses, filled
from tests.security.strict import check
from tests.security.tables import snapshot
from tests.security.visits import WORDS, Visitor, every_byte, plain, without_tokens
from tests.security.world import ASKED_FOR, World, hear_of_everything

Visitors = Callable[[str], Visitor]


class Listener:
    """Finds planted words in answers, and remembers where."""

    def __init__(self, world: World) -> None:
        self.planted = world.planted
        self.words = re.compile(b"|".join(re.escape(word.encode()) for word in world.planted))
        self.heard: dict[str, str] = {}

    def listen(self, where: str, told: bytes) -> None:
        for word in set(self.words.findall(told)):
            self.heard.setdefault(word.decode(), where)

    def said(self, forbidden: Iterable[str]) -> list[str]:
        return [f"{self.planted[w][0]}: {self.heard[w]}" for w in forbidden if w in self.heard]


def asked(address: Address) -> str:
    """An address may hold the name of a space, which an answer may say again."""
    return address.values[0] if address.values and not address.values[0].isdigit() else ""


@pytest.mark.parametrize("name", EVERYONE)
def test_reading_shows_each_person_their_own_words_and_no_other(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody, listener, before = visitor(name), Listener(world), snapshot()
    for address in addresses(world.rows):
        for path, answer in somebody.get_all(address):
            told = every_byte(answer, asked(address))
            if address.name == "post_whole":
                told = told.replace(ASKED_FOR.encode(), b"")
            listener.listen(f"GET {path}", told)
            check(path, answer)
    assert listener.said(world.kept_from(name)) == []
    # Nobody is kept from what is theirs either: each word is really there to be found.
    unheard = {what for word, what in world.open_to(name).items() if word not in listener.heard}
    assert unheard == set()
    # And reading leaves no trace.
    assert snapshot() == before


@pytest.mark.parametrize("name", EVERYONE)
def test_sending_tells_nobody_what_they_may_not_read(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody, listener = visitor(name), Listener(world)
    for address in addresses(world.each_state()):
        for answer in somebody.post_all(address.name, address.path):
            listener.listen(f"POST {address.path}", every_byte(answer, asked(address)))
            check(f"POST {address.path}", answer)
    for space in world.cast.spaces.values():
        given = WORDS | {"space": space.slug, "token": new_token()}
        listener.listen(
            f"asking in {space.slug}", every_byte(somebody.post("/ask", given), space.slug)
        )
        path = f"/ask?space={space.slug}"
        listener.listen(f"GET {path}", every_byte(somebody.get(path), space.slug))
    assert listener.said(world.kept_from(name)) == []


@pytest.mark.parametrize("name", EVERYONE)
def test_what_is_hidden_answers_like_what_never_was_in_as_many_queries(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody, compared = visitor(name), 0
    # Their own draft of a place that is gone is no secret, but it is one more row to find.
    Draft.objects.filter(member__name=PEOPLE.get(name, ("",))[0]).delete()
    known: dict[tuple[str, str], object] = {}
    for address in addresses(world.rows):
        if name in address.readers or not address.values:
            continue
        for method in ("GET", "POST"):
            never = known.get((address.route, method)) or answered(
                somebody, method, address.never_there()
            )
            known[address.route, method] = never
            assert answered(somebody, method, address) == never, f"{method} {address.path}"
            compared += 1
    assert compared > 50 or name == "administrator"


def answered(somebody: Visitor, method: str, address: Address) -> object:
    # Django keeps the last 9,000 queries of a test, and counts no further.
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as caught:
        answer = somebody.send(method, address.path, WORDS if method == "POST" else None)
    return len(caught), plain(answer, address.path)


@pytest.mark.parametrize("name", ["stranger", "outsider", "newcomer"])
def test_a_hidden_place_named_in_a_form_answers_like_one_that_never_was(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody, hidden = visitor(name), world.cast.spaces["membership"].slug
    never = "z" * len(hidden)
    topic = world.cast.topics["membership"].pk
    token = {"token": new_token()}
    with time_machine.travel(0, tick=False):
        for path, there, nowhere in (
            ("/ask", {"space": hidden}, {"space": never}),
            ("/drafts", {"place": f"topic:{topic}"}, {"place": "topic:987654321"}),
        ):
            answers = [somebody.post(path, WORDS | token | given) for given in (there, nowhere)]
            assert plain(answers[0], hidden) == plain(answers[1], never)
    pages = [somebody.get(f"/ask?space={slug}") for slug in (hidden, never)]
    assert plain(pages[0], hidden) == plain(pages[1], never)


@pytest.mark.parametrize("name", ["stranger", "outsider", "newcomer"])
def test_nothing_that_somebody_counts_moves_when_something_private_happens(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody = visitor(name)
    before = seen(world, somebody)
    happen(world.cast)
    hear_of_everything()
    assert seen(world, somebody) == before


def seen(world: World, somebody: Visitor) -> dict[str, str]:
    """Every page that this person can open, as it reads now; of single posts only a few."""
    found = {}
    for address in addresses(world.rows | {"post_id": world.rows["post_id"][:8]}):
        if somebody.name in address.readers:
            for path, answer in somebody.get_all(address):
                found[path] = without_tokens(b"".join(answer).decode(errors="replace"))  # type: ignore[arg-type]
    return found


def happen(cast: Cast) -> None:
    """A day in the membership space: asked, answered, edited, hugged, followed, taken back."""
    parent, ambassador, space = cast.viewer("parent"), cast.viewer("ambassador"), "membership"
    opening = actions.start_topic(
        parent, space_slug=cast.spaces[space].slug, kind="story", title="Between us",
        source="Only here", token=new_token(),
    )  # fmt: skip
    for topic_id in (opening.topic_id, cast.topics[space].pk):
        reply = actions.post_reply(ambassador, topic_id, source="I know", token=new_token())
        actions.edit_post(ambassador, reply.pk, source="I know that", edit_count=0)
        actions.give_reaction(parent, reply.pk, ReactionKind.HUG)
        actions.follow_topic(cast.viewer("moderator"), topic_id)
        again = actions.post_reply(ambassador, topic_id, source="Sorry", token=new_token())
        actions.remove_post(ambassador, again.pk)
    actions.follow_space(ambassador, cast.spaces[space].slug)
    actions.lock_topic(cast.viewer("moderator"), opening.topic_id)
    assert Topic.objects.get(pk=opening.topic_id).reply_count == 1


def test_a_page_with_a_new_kind_of_row_asks_for_the_row_to_be_named(world: World) -> None:
    with pytest.raises(pytest.fail.Exception, match="name rows for it"):
        list(filled("new", "groups/<slug:group_slug>", world.rows))


def test_somebody_who_was_added_does_see_it_happen(world: World, visitor: Visitors) -> None:
    """So that the comparison above is known to notice."""
    somebody = visitor("parent")
    before = seen(world, somebody)
    happen(world.cast)
    assert seen(world, somebody) != before
