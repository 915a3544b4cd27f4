"""Nobody is told of what is not for them, and no row of a notice or a mail holds a word of it."""

from __future__ import annotations

import re

import pytest

from alongside.notifications.models import (
    Delivery,
    DigestDue,
    Fanout,
    FollowChoice,
    MailList,
    Notice,
    Preference,
)
from tests.cast import STAFF
from tests.security.visits import Visitor
from tests.security.world import World

pytestmark = pytest.mark.usefixtures("world")


def readers(world: World) -> dict[int, frozenset[str]]:
    """By topic, whom it exists for, as the world says it by hand."""
    return {int(row.value): row.readers for row in world.rows["topic_id"]}


def test_the_worker_told_nobody_of_what_they_may_not_read(world: World) -> None:
    names = {person.pk: name for name, person in world.cast.people.items()}
    told = Notice.objects.exclude(pk__in=world.stale).exclude(topic=None)
    wrong = [
        (names[notice.member_id], str(notice.post))
        for notice in told.select_related("post")
        if names[notice.member_id] not in readers(world)[notice.topic_id or 0]
    ]
    assert wrong == []
    # So that it is known to have told many, of every kind of place.
    assert len({notice.topic_id for notice in told}) > 5
    assert Delivery.objects.filter(notices__in=told).exists()


def test_nobody_was_told_of_a_removed_post(world: World) -> None:
    told = Notice.objects.exclude(pk__in=world.stale)
    assert not told.exclude(post__removed_at=None).exists()
    assert not told.exclude(topic__removed_at=None).exists()


def test_rows_of_notices_and_mails_hold_no_words_of_anybody(world: World) -> None:
    """They name what happened; the words are read when they are shown or sent, or not."""
    words = re.compile("|".join(map(re.escape, world.planted)))
    # But for a mail with a code, which is kept whole until it is sent.
    Delivery.objects.filter(mail_list=MailList.ACCOUNT).delete()
    found = [
        (model.__name__, words.findall(text))
        for model in (Notice, Delivery, DigestDue, Fanout, FollowChoice, Preference)
        for row in model._default_manager.values_list()
        if words.search(text := repr(row))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["parent", "ambassador", *STAFF])
def test_the_page_of_notices_leads_only_where_one_may_go(world: World, name: str) -> None:
    somebody = Visitor(world.cast, name)
    links = set(re.findall(r"/notices/[0-9]+", somebody.get("/notices").content.decode()))
    assert links or name in STAFF  # who follow nothing
    for link in links:
        answer = somebody.get(link)
        assert answer.status_code == 302
        assert somebody.get(answer["Location"]).status_code == 200


def test_somebody_who_was_taken_off_the_list_is_told_nothing_more_of_it(world: World) -> None:
    somebody = Visitor(world.cast, "outsider")
    assert len(world.stale) > 5
    gone = [pk for pk in world.stale if somebody.get(f"/notices/{pk}").status_code == 404]
    hidden = Notice.objects.filter(pk__in=world.stale, topic__space__access="membership")
    assert set(hidden.values_list("pk", flat=True)) <= set(gone)
