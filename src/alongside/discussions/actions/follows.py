"""Following and unfollowing. The topic's count moves in the same transaction."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.http import Http404

from alongside.discussions.models import Space, SpaceFollow, Topic, TopicFollow
from alongside.discussions.rules import may_follow, spaces_seen_by, topics_seen_by
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer


def follow_topic(viewer: Viewer, topic_id: int) -> Topic:
    """Raises: Refused when not signed in; Http404 for a topic this person may not see."""
    with transaction.atomic():
        topic = _topic(viewer, topic_id)
        if not TopicFollow.objects.filter(topic=topic, member_id=viewer.me).exists():
            TopicFollow.objects.create(topic=topic, member_id=viewer.me)
            _add(topic, 1)
        return topic


def unfollow_topic(viewer: Viewer, topic_id: int) -> Topic:
    """Raises: as `follow_topic`."""
    with transaction.atomic():
        topic = _topic(viewer, topic_id)
        gone, _ = TopicFollow.objects.filter(topic=topic, member_id=viewer.me).delete()
        if gone:
            _add(topic, -1)
        return topic


def follow_space(viewer: Viewer, slug: str) -> Space:
    """Raises: Refused when not signed in; Http404 for a space this person may not see."""
    with transaction.atomic():
        space = _space(viewer, slug)
        SpaceFollow.objects.get_or_create(space=space, member_id=viewer.me)
        return space


def unfollow_space(viewer: Viewer, slug: str) -> Space:
    """Raises: as `follow_space`."""
    with transaction.atomic():
        space = _space(viewer, slug)
        SpaceFollow.objects.filter(space=space, member_id=viewer.me).delete()
        return space


def _topic(viewer: Viewer, topic_id: int) -> Topic:
    held = topics_seen_by(viewer).select_for_update(of=("self",))
    topic = held.filter(id=topic_id).first()
    if topic is None:
        raise Http404
    demand(may_follow(viewer))
    return topic


def _add(topic: Topic, by: int) -> None:
    Topic.objects.filter(id=topic.id).update(
        follower_count=F("follower_count") + by, revision=F("revision") + 1
    )


def _space(viewer: Viewer, slug: str) -> Space:
    space = spaces_seen_by(viewer).filter(slug=slug).first()
    if space is None:
        raise Http404
    demand(may_follow(viewer))
    return space
