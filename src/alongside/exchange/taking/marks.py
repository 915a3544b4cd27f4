"""What they left behind while reading: follows, reactions, how far they read, whom they avoid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from alongside.discussions.models import (
    Reaction,
    ReadMark,
    SpaceFollow,
    SpaceMember,
    TopicFollow,
    TopicMute,
)
from alongside.discussions.rules import spaces_seen_by
from alongside.exchange.taking.shapes import (
    A_BATCH,
    Owner,
    Row,
    Section,
    conversation,
    link,
    moment,
)
from alongside.people.models import Block, Mute
from alongside.people.viewers import viewer_of

CLOSED_SPACE = "A space you can no longer open"


def _by_topic(
    owner: Owner, rows: QuerySet[Any], *columns: str, topic: str = "topic_id"
) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    mine = rows.filter(member=owner.member)
    mine = mine.annotate(seen=owner.seen(topic), named=owner.named(topic)).order_by("pk")
    for number, named, seen, *rest in mine.values_list(topic, "named", "seen", *columns).iterator(
        A_BATCH
    ):
        yield conversation(number, named, seen=seen), tuple(rest)


def follows(owner: Owner) -> Iterator[Row]:
    for row, (since,) in _by_topic(owner, TopicFollow.objects.all(), "since"):
        yield {**row, "since": moment(since)}


def mutes(owner: Owner) -> Iterator[Row]:
    for row, (since,) in _by_topic(owner, TopicMute.objects.all(), "since"):
        yield {**row, "since": moment(since)}


def read(owner: Owner) -> Iterator[Row]:
    for row, (number, at) in _by_topic(owner, ReadMark.objects.all(), "last_number", "at"):
        yield {**row, "read_up_to": number, "at": moment(at)}


def reactions(owner: Owner) -> Iterator[Row]:
    given = _by_topic(
        owner, Reaction.objects.all(), "kind", "post__number", "at", topic="post__topic_id"
    )
    for row, (kind, number, at) in given:
        yield {**row, "kind": kind, "number": number, "at": moment(at)}


def spaces(owner: Owner) -> Iterator[Row]:
    seen = dict(spaces_seen_by(viewer_of(owner.member)).values_list("pk", "slug"))
    for model, how in ((SpaceFollow, "You follow it"), (SpaceMember, "You were added to it")):
        for one in model.objects.filter(member=owner.member).select_related("space").order_by("pk"):
            slug = seen.get(one.space_id)
            yield {
                "space": one.space.name if slug else CLOSED_SPACE, "how": how,
                "address": link(f"/s/{slug}") if slug else None,
                "since": moment(getattr(one, "since", None)),
            }  # fmt: skip


def people(owner: Owner) -> Iterator[Row]:
    for model, what in ((Block, "You blocked them"), (Mute, "You muted them")):
        for one in model.objects.filter(member=owner.member).select_related("other").order_by("pk"):
            yield {"name": one.other.name, "what": what, "since": moment(one.since)}


SINCE = {"since": "Since"}
SECTIONS = (
    Section("follows", "Conversations I follow", "", "conversation", SINCE, follows),
    Section("mutes", "Conversations I muted", "", "conversation", SINCE, mutes),
    Section("spaces", "My spaces", "", "space", {"how": "How", **SINCE}, spaces),
    Section(
        "reactions", "Hugs and thanks I gave", "", "conversation",
        {"kind": "What", "number": "To post", "at": "When"}, reactions,
    ),
    Section(
        "read", "How far I have read", "", "conversation",
        {"read_up_to": "Up to post", "at": "When"}, read,
    ),
    Section("people", "People I blocked or muted", "", "name", {"what": "What", **SINCE}, people),
)  # fmt: skip
