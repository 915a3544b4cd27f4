"""Asked again at the moment of sending, of every notice: is it still wanted, and still theirs to
see? Between the post and the mail somebody may have read it, left, blocked, muted or unsubscribed,
and a moderator may have taken the words away.

One answer for mail and for pushes to a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.discussions.models import ReadMark, SpaceFollow, TopicFollow, TopicMute
from alongside.discussions.rules import topics_seen_by
from alongside.messaging.rules import message_waits
from alongside.notifications.models import Channel, Delivery, Kind, Mode, Notice, Preference
from alongside.notifications.modes import Modes, modes_of
from alongside.notifications.quiet_hours import quiet_until
from alongside.people.models import Member, Mute
from alongside.people.viewer import Viewer
from alongside.people.viewers import viewer_of, zone_of

NOTHING_LEFT = "Nothing left to tell: read, removed, or not wanted any more."


@dataclass(frozen=True, slots=True)
class Checked:
    """`notices` are what may go out now. `wait` is the end of quiet hours, where they last."""

    member: Member
    preference: Preference
    notices: tuple[Notice, ...] = ()
    wait: datetime | None = None


def check(delivery: Delivery, member: Member) -> Checked:
    """What of this delivery may still be told to `member`, and whether now is the time."""
    notices = tuple(_notices_of(delivery))
    modes = modes_of(
        member.pk,
        [notice.topic_id for notice in notices],
        [notice.topic.space_id for notice in notices if notice.topic],
    )
    wanted = tuple(_Reader(member, delivery.channel, modes, notices).wanted())
    zone = zone_of(member.zone)
    wait = quiet_until(modes.preference, zone, timezone.now()) if wanted else None
    return Checked(member, modes.preference, wanted, wait)


def _notices_of(delivery: Delivery) -> QuerySet[Notice]:
    """Oldest first, each with its post and its conversation."""
    rows = delivery.pushed_notices if delivery.channel == Channel.PUSH else delivery.notices
    return rows.select_related("topic__space", "post__author").order_by("id")


def _numbers(rows: QuerySet[Any], column: str) -> frozenset[int]:
    return frozenset(rows.values_list(column, flat=True))


class _Reader:
    """Everything that decides, read once for all notices of one delivery."""

    def __init__(
        self, member: Member, channel: str, modes: Modes, notices: Sequence[Notice]
    ) -> None:
        self.channel, self.modes, self.notices = channel, modes, notices
        self.viewer: Viewer = viewer_of(member)
        topics = {notice.topic_id for notice in notices if notice.topic_id}
        spaces = {notice.topic.space_id for notice in notices if notice.topic}
        mine = {"member_id": member.pk, "topic_id__in": topics}
        mine_there = {"member_id": member.pk, "space_id__in": spaces}
        self.seen = _numbers(topics_seen_by(self.viewer).filter(pk__in=topics), "pk")
        self.follows = _numbers(TopicFollow.objects.filter(**mine), "topic_id")
        self.follows_space = _numbers(SpaceFollow.objects.filter(**mine_there), "space_id")
        self.muted = _numbers(TopicMute.objects.filter(**mine), "topic_id")
        self.unheard = _numbers(Mute.objects.filter(member_id=member.pk), "other_id")
        self.read = dict(ReadMark.objects.filter(**mine).values_list("topic_id", "last_number"))

    def wanted(self) -> Sequence[Notice]:
        # Whoever asked to have their account deleted hears of nothing but that.
        if self.viewer.leaving:
            return []
        return [
            notice
            for notice in self.notices
            if notice.read_at is None and self._chosen(notice) and self._still_there(notice)
        ]

    def _chosen(self, notice: Notice) -> bool:
        """They follow it still, and did not say "no mail" or turned pushes off meanwhile."""
        space_id = notice.topic.space_id if notice.topic else None
        if notice.kind == Kind.REPLY and notice.topic_id not in self.follows:
            return False
        if notice.kind == Kind.SPACE_TOPIC and space_id not in self.follows_space:
            return False
        if self.channel == Channel.PUSH:
            return self.modes.preference.push
        return self.modes.of(notice.kind, notice.topic_id, space_id) != Mode.NONE

    def _still_there(self, notice: Notice) -> bool:
        """They may see the conversation, the post stands, and nothing hides its author."""
        if notice.kind == Kind.MESSAGE:
            return message_waits(self.viewer, notice.address)
        if notice.topic_id is None:
            return True
        if notice.topic_id not in self.seen or notice.topic_id in self.muted:
            return False
        post = notice.post
        if post is None:
            return True
        people = {post.author_id, notice.topic.author_id if notice.topic else None}
        hidden = bool(people & self.viewer.hidden) or post.author_id in self.unheard
        # An edit can quote somebody in a post that they read long ago; that they read it since
        # stands on the notice itself.
        unread = notice.kind == Kind.QUOTE or post.number > self.read.get(notice.topic_id, 0)
        return post.removed_at is None and not hidden and unread
