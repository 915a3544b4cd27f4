"""What somebody follows, with how they hear of it; and one conversation or space of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from alongside.discussions.models import SpaceFollow, TopicFollow, TopicMute
from alongside.discussions.rules import spaces_seen_by, topics_seen_by
from alongside.notifications.models import FollowChoice
from alongside.notifications.modes import preference_of
from alongside.people.viewer import Viewer

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """`mail` is what was chosen here, empty where the person's own default counts.

    `usual` is that default.
    """

    id: int
    name: str
    address: str
    mail: str
    usual: str
    following: bool = True
    muted: bool = False


@dataclass(frozen=True, slots=True)
class FollowsPage:
    """`older` is the follow that the next page begins below, 0 on the last one."""

    spaces: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    muted: tuple[Choice, ...]
    older: int


def follows_page(viewer: Viewer, before: int = 0) -> FollowsPage:
    usual = preference_of(viewer.me)
    topics = _topics(viewer)
    if before:
        topics = topics.filter(follow__lt=before)
    found = list(topics.exclude(follow=None).order_by("-follow")[: A_PAGE + 1])
    return FollowsPage(
        tuple(_space(one, usual.space_topic_mail) for one in _followed_spaces(viewer)),
        tuple(_topic(one, usual.reply_mail) for one in found[:A_PAGE]),
        tuple(_topic(one, usual.reply_mail) for one in _muted(viewer)) if not before else (),
        found[A_PAGE - 1].follow if len(found) > A_PAGE else 0,
    )


def topic_choice(viewer: Viewer, topic_id: int) -> Choice | None:
    topic = _topics(viewer).filter(pk=topic_id).first()
    return topic and _topic(topic, preference_of(viewer.me).reply_mail)


def space_choice(viewer: Viewer, slug: str) -> Choice | None:
    space = _spaces(viewer).filter(slug=slug).first()
    return space and _space(space, preference_of(viewer.me).space_topic_mail)


def _topics(viewer: Viewer) -> QuerySet[Any]:
    follows = TopicFollow.objects.filter(topic_id=OuterRef("pk"), member_id=viewer.me)
    mutes = TopicMute.objects.filter(topic_id=OuterRef("pk"), member_id=viewer.me)
    seen = _with_choice(topics_seen_by(viewer), viewer, topic_id=OuterRef("pk"))
    marked: QuerySet[Any] = seen.annotate(
        muted=Exists(mutes), follow=Subquery(follows.values("id")[:1])
    )
    return marked


def _spaces(viewer: Viewer) -> QuerySet[Any]:
    follows = SpaceFollow.objects.filter(space_id=OuterRef("pk"), member_id=viewer.me)
    seen = _with_choice(spaces_seen_by(viewer), viewer, space_id=OuterRef("pk"))
    marked: QuerySet[Any] = seen.annotate(follow=Exists(follows))
    return marked


def _with_choice(rows: QuerySet[Any], viewer: Viewer, **of: OuterRef) -> QuerySet[Any]:
    choices = FollowChoice.objects.filter(member_id=viewer.me, **of)
    marked: QuerySet[Any] = rows.annotate(chosen=Subquery(choices.values("mail")[:1]))
    return marked


def _followed_spaces(viewer: Viewer) -> QuerySet[Any]:
    return _spaces(viewer).filter(follow=True).order_by("name")


def _muted(viewer: Viewer) -> QuerySet[Any]:
    return _topics(viewer).filter(Q(muted=True), removed_at=None).order_by("-id")


def _topic(topic: Any, usual: str) -> Choice:
    return Choice(
        topic.pk, topic.title, f"/t/{topic.pk}", topic.chosen or "", usual,
        bool(topic.follow), topic.muted,
    )  # fmt: skip


def _space(space: Any, usual: str) -> Choice:
    return Choice(space.pk, space.name, f"/s/{space.slug}", space.chosen or "", usual, space.follow)
