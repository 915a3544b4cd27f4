"""What the sample people left behind: follows, reactions, and how far the five have read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from alongside.discussions.models import Reaction, ReadMark, Space, SpaceFollow, TopicFollow
from alongside.discussions.rules import topics_seen_by
from alongside.exchange.demo.conversations import Told
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer

_REACTED_AFTER = timedelta(minutes=40)
_FOLLOWED_SPACE_FOR = timedelta(days=60)
_FOLLOWED_SPACES = {
    Role.NEWCOMER.value: ("stroke-survivors",),
    Role.MEMBER.value: ("pediatric-stroke",),
    Role.AMBASSADOR.value: ("pediatric-stroke", "ambassadors-room"),
    Role.MODERATOR.value: ("pediatric-stroke", "carers-corner", "ambassadors-room"),
    Role.ADMINISTRATOR.value: ("ambassadors-room",),
}
# The share of each conversation, newest first and over again, that somebody of that role has read.
_HAS_READ = {
    Role.NEWCOMER.value: (0.0, 1.0, 0.5, 0.0, 0.0),
    Role.MEMBER.value: (1.0, 0.6, 1.0, 0.0, 0.5),
    Role.AMBASSADOR.value: (1.0, 1.0, 0.7),
    Role.MODERATOR.value: (1.0, 1.0, 1.0, 0.5),
    Role.ADMINISTRATOR.value: (1.0, 0.0, 0.4, 1.0),
}


def leave_marks(
    told: Iterable[Told], spaces: dict[str, Space], cast: dict[str, Member], now: datetime
) -> None:
    """Everything about conversations that are saved, but the counts that stand on them."""
    told = list(told)
    follows = [follow for one in told for follow in _follows(one, cast)]
    TopicFollow.objects.bulk_create(follows)
    Reaction.objects.bulk_create(reaction for one in told for reaction in _given(one, cast, now))
    readers = [member for member in cast.values() if member.email]
    SpaceFollow.objects.bulk_create(
        SpaceFollow(space=spaces[slug], member=reader, since=now - _FOLLOWED_SPACE_FOR)
        for reader in readers
        for slug in _FOLLOWED_SPACES[reader.role]
    )
    ReadMark.objects.bulk_create(mark for one in readers for mark in _read_by(one, told))


def followers(told: Told) -> dict[str, None]:
    """Whoever posted follows, and some follow without a word. In order, each once."""
    return dict.fromkeys((*(row.author for row in told.row.posts), *told.row.followers))


def _follows(told: Told, cast: dict[str, Member]) -> Iterator[TopicFollow]:
    return (
        TopicFollow(topic=told.topic, member=cast[name], since=told.topic.created_at)
        for name in followers(told)
    )


def _given(told: Told, cast: dict[str, Member], now: datetime) -> Iterator[Reaction]:
    for post, row in zip(told.posts, told.row.posts, strict=True):
        at = min(post.created_at + _REACTED_AFTER, now)
        for kind, names in row.reactions.items():
            for name in names:
                yield Reaction(post=post, member=cast[name], kind=kind, at=at)


def _read_by(reader: Member, told: Iterable[Told]) -> Iterator[ReadMark]:
    """Nobody has read less than up to what they wrote, nor what they may not see."""
    viewer = Viewer(reader.pk, reader.name, reader.role, ZoneInfo(reader.zone), reader.country)
    seen = set(topics_seen_by(viewer).filter(sample=True).values_list("pk", flat=True))
    newest_first = sorted(told, key=lambda one: one.topic.last_post_at, reverse=True)
    open_to_them = (one for one in newest_first if one.topic.pk in seen)
    for one, share in zip(open_to_them, cycle(_HAS_READ[reader.role])):
        written = enumerate(one.row.posts, start=1)
        own = max((number for number, row in written if row.author == reader.name), default=0)
        number = max(own, int(one.topic.last_number * share))
        if number:
            at = one.posts[number - 1].created_at
            yield ReadMark(topic=one.topic, member=reader, last_number=number, at=at)
