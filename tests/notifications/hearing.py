"""What tests of hearing back do again and again: somebody writes, and everybody is told."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from alongside.config.wiring import HANDLERS
from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, Topic
from alongside.notifications.digests import work_on_digests
from alongside.notifications.fanout import work_on_fanouts
from alongside.notifications.models import Delivery, Fanout, Notice, Preference
from alongside.work.worker import run_once
from tests.cast import Cast

WORDS = count(1)
NOON = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)  # a Monday; noon in New York


def work() -> None:
    """All that waits is done: events, fan-outs, digests that are due."""
    while run_once(HANDLERS) or work_on_fanouts() or work_on_digests():
        pass
    assert not Fanout.objects.filter(state="failed").exists()


def start(cast: Cast, name: str = "parent", space: str = "open-door") -> Topic:
    """A question that nobody has been told of yet."""
    words = {"kind": "question", "title": "How long does it take?", "source": "We wonder."}
    return actions.start_topic(
        cast.viewer(name), space_slug=space, token=new_token(), **words
    ).topic


def reply(cast: Cast, name: str, topic: Topic, source: str = "") -> Post:
    source = source or f"Some kind words, number {next(WORDS)}."
    return actions.post_reply(cast.viewer(name), topic.pk, source=source, token=new_token())


def follow(cast: Cast, topic: Topic, *names: str) -> None:
    for name in names:
        actions.follow_topic(cast.viewer(name), topic.pk)


def heard(post: Post) -> dict[str, str]:
    """Who was told of a post, and as what."""
    return dict(Notice.objects.filter(post=post).values_list("member__name", "kind"))


def mails(cast: Cast, name: str) -> list[Delivery]:
    return list(Delivery.objects.filter(member=cast.people[name], channel="mail").order_by("id"))


def prefer(cast: Cast, name: str, **columns: object) -> None:
    Preference.objects.update_or_create(member=cast.people[name], defaults=columns)


def bell(cast: Cast, name: str) -> int:
    member = cast.people[name]
    member.refresh_from_db()
    unread = Notice.objects.filter(member=member, read_at=None).count()
    assert member.unread_notices == unread
    return unread
