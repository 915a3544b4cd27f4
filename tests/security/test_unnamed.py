"""Who asked without their name cannot be told from anything that anybody else can fetch.

The same story is told twice, with another person in the asker's place each time, at the same frozen
moment. Whatever a third person is sent must be the same to the byte, in as many queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, ReactionKind, Topic
from alongside.discussions.reads.posts import KEPT
from alongside.kernel.markdown import quoted
from alongside.messaging.actions import send_message, start_staff_thread
from alongside.messaging.models import Message, Thread
from alongside.notifications.models import Delivery, Notice
from alongside.people import stand_ins
from alongside.people.models import Block, Member, Mute
from tests.cast import Cast, find
from tests.notifications.hearing import NOON, work
from tests.security.addresses import PARAMETER, addresses, routes
from tests.security.visits import WORDS, Visitor, plain
from tests.security.world import EVERYBODY, Row

ASKERS = ("parent", "newcomer")
# The demo's mail folder is of files, which are not taken back. The ledger of mails is for
# administrators, who see in it that a mail went to somebody, by the first letter of their address.
LEFT_OUT = {"mail", "manage_mail"}
FAR = 7_310_000_000
READERS = ("stranger", "outsider", "moderator", "administrator")
# Lists and conversations, whose pages go on; of every other page the first is enough.
PAGED = {"topics", "topic", "topic_reply", "space", "following", "manage_people"}
# What differs in every answer, whoever asked.
ONE_OFF = {"message_id", "password"}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast alone, and each stand-in with the name that its turn gives it."""
    draws = SimpleNamespace(choice=lambda some: some[0], randbelow=lambda most: most // 2)
    monkeypatch.setattr(stand_ins, "secrets", draws)
    cast = find()
    # So that a stand-in's number is one that stands nowhere by accident.
    Member.objects.create_member("Farther", pk=FAR)
    # Somebody who does not want to meet one of the askers, and another who was left by them.
    Block.objects.create(member=cast.people["outsider"], other=cast.people["parent"])
    Block.objects.create(member=cast.people["newcomer"], other=cast.people["outsider"])
    Mute.objects.create(member=cast.people["moderator"], other=cast.people["newcomer"])
    Member.objects.filter(name__in=("Otis", "Pat Rivers", "Nell")).update(has_blocks=True)
    return cast


def tell(cast: Cast, asker: str, *, unnamed: bool = True) -> Topic:
    """A conversation in which the one who asked does everything that somebody can do."""
    viewer, outsider = cast.viewer(asker), cast.viewer("outsider")
    actions.follow_space(outsider, "open-door")
    actions.follow_space(cast.viewer("moderator"), "open-door")
    actions.save_draft(viewer, "ask", body="I do not dare", token=new_token(), unnamed=unnamed)
    opening = actions.start_topic(
        viewer, space_slug="open-door", kind="question", title="Am I alone?", source="I wet myself",
        token=new_token(), unnamed=unnamed,
    )  # fmt: skip
    topic, name = opening.topic, opening.author.name if opening.author else ""
    work()
    quoting = quoted(name, opening.source) + "You are not."
    theirs = reply(cast, "moderator", topic, quoting)
    actions.follow_topic(outsider, topic.pk)
    work()
    mine = reply(cast, asker, topic, quoted("Morgan", "You are not.") + "Thank you.")
    actions.edit_post(viewer, opening.pk, source="I had an accident", edit_count=0, title="Alone?")
    actions.edit_post(viewer, mine.pk, source="Thank you so much.", edit_count=0)
    actions.give_reaction(viewer, theirs.pk, ReactionKind.HUG)
    actions.give_reaction(outsider, mine.pk, ReactionKind.HELPFUL)
    actions.remove_post(viewer, reply(cast, asker, topic, "Too much said.").pk)
    actions.save_draft(viewer, f"topic:{topic.pk}", body="And then", token=new_token())
    if unnamed:
        write_to_each_other(cast, asker, topic)
    actions.unfollow_topic(viewer, topic.pk)
    actions.mark_read(viewer, topic.pk, 99)
    work()
    return topic


def reply(cast: Cast, name: str, topic: Topic, source: str) -> Post:
    return actions.post_reply(cast.viewer(name), topic.pk, source=source, token=new_token())


def write_to_each_other(cast: Cast, asker: str, topic: Topic) -> None:
    """A moderator does not know whom they write to, and is answered."""
    assert topic.author is not None
    first = start_staff_thread(
        cast.viewer("moderator"), cast.people[asker], shown_as=topic.author, topic_id=topic.pk,
        source="Are you safe?", token=new_token(),
    )  # fmt: skip
    send_message(cast.viewer(asker), first.thread_id, source="I am.", token=new_token())


@contextmanager
def told(cast: Cast, asker: str, *, unnamed: bool = True) -> Iterator[Topic]:
    """The story, taken back afterwards with its numbers."""
    forget()
    with transaction.atomic(), time_machine.travel(NOON, tick=False):
        yield tell(cast, asker, unnamed=unnamed)
        transaction.set_rollback(True)
    forget()


def forget() -> None:
    """PostgreSQL gives no number back by itself."""
    cache.clear()
    KEPT.clear()
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(sql)


def seen(cast: Cast, topic: Topic) -> dict[tuple[str, str], object]:
    """(reader, address) -> what they are sent, of every page of the site, and in how many queries.

    Of rows that are not of the story one or two are enough, and whoever may have asked.
    """
    posts = [*topic.posts.order_by("pk"), cast.posts["reply"]]
    topics = [topic, cast.topics["public"]]
    stand = {
        "post_id": posts,
        "member_id": [cast.people[name] for name in ASKERS],
        "thread_id": Thread.objects.all(),
        **dict.fromkeys(("message_id", "sent_id"), Message.objects.all()),
        "notice_id": Notice.objects.all(),
        "space_id": [cast.spaces["public"]],
        **dict.fromkeys(("topic_id", "unnamed_id", "asker_topic_id"), topics),
    }
    # What has no row here is somebody's own, or has nothing to do with the story.
    rows: dict[str, list[Row]] = {
        parameter: [Row(str(one.pk), EVERYBODY) for one in stand.get(parameter, ())]
        for parameter in PARAMETER.findall(" ".join(route for _, route in routes()))
    }
    rows["slug"] = [Row(cast.spaces["public"].slug, EVERYBODY)]
    found: dict[tuple[str, str], object] = {}
    for name in READERS:
        somebody = Visitor(cast, name)
        for address in (one for one in addresses(rows) if one.name not in LEFT_OUT):
            for path in (address.path, *(address.searches if address.name in PAGED else ())):
                found[name, path] = sent(somebody, "GET", path)
            if address.values and address.values[0] in {str(one.pk) for one in (topic, *posts)}:
                found[name, f"POST {address.path}"] = sent(somebody, "POST", address.path)
    return found


def sent(somebody: Visitor, method: str, path: str) -> object:
    # What is kept is kept for seconds, which on a busy machine pass between two questions.
    KEPT.clear()
    with CaptureQueriesContext(connection) as caught:
        if method == "GET":
            answer = somebody.get(path)
        else:
            answer = somebody.post(path, WORDS, headers={"HX-Request": "true"})
    return len(caught), plain(answer, path)


def kept_for_others(cast: Cast) -> dict[str, object]:
    """What waits in the tables for everybody who never asks, and what is known of all people."""
    others = Member.objects.exclude(name__in=[cast.people[name].name for name in ASKERS])
    tables = {
        "people": Member.objects.filter(pk__in=others),
        "notices": Notice.objects.filter(member__in=others),
        "mails": Delivery.objects.filter(member__in=others),
    }
    return {
        name: [
            {column: value for column, value in row.items() if column not in ONE_OFF}
            for row in table.order_by("pk").values()
        ]
        for name, table in tables.items()
    }


def test_whoever_asked_everybody_else_is_sent_the_same_bytes(cast: Cast) -> None:
    first: dict[object, object] = {}
    for asker in ASKERS:
        with told(cast, asker) as topic:
            pages, number = seen(cast, topic), str(topic.author_id)
            found = {**pages, **kept_for_others(cast)}
        # The moderator was really answered, and saw by whom as little as everybody.
        threads = [pages[key] for key in pages if key[0] == "moderator" and "/messages/" in key[1]]
        assert any("I am." in repr(thread) for thread in threads)
        # Beside a name that nobody knows, a number would lay two pages side by side.
        assert int(number) > FAR
        assert [key for key, answer in pages.items() if number in repr(answer)] == []
        first = first or found
        assert found.keys() == first.keys()
        assert [key for key in found if found[key] != first[key]] == []


def test_the_same_story_with_a_name_does_differ(cast: Cast) -> None:
    """So that the comparison above is known to notice."""
    shown = []
    for asker in ASKERS:
        with told(cast, asker, unnamed=False) as topic:
            shown.append(sent(Visitor(cast, "stranger"), "GET", f"/t/{topic.pk}"))
    assert shown[0] != shown[1]


@pytest.mark.parametrize("name", ["stranger", "ambassador", "moderator"])
def test_a_page_takes_as_many_queries_with_and_without_a_name(cast: Cast, name: str) -> None:
    counted = []
    for unnamed in (True, False):
        with told(cast, "parent", unnamed=unnamed) as topic:
            found = sent(Visitor(cast, name), "GET", f"/t/{topic.pk}")
            counted.append(found[0])  # type: ignore[index]
    assert counted[0] == counted[1]
