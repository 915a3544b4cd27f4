"""Hearing nothing of a conversation, whatever else one follows. It stays there to be read."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from alongside.discussions.models import TopicMute
from alongside.discussions.rules import may_follow, topics_seen_by
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer


def mute_topic(viewer: Viewer, topic_id: int) -> None:
    """Raises: Refused when not signed in; Http404 for a topic this person may not see."""
    with transaction.atomic():
        _check(viewer, topic_id)
        TopicMute.objects.get_or_create(topic_id=topic_id, member_id=viewer.me)


def unmute_topic(viewer: Viewer, topic_id: int) -> None:
    """Raises: as `mute_topic`."""
    with transaction.atomic():
        _check(viewer, topic_id)
        TopicMute.objects.filter(topic_id=topic_id, member_id=viewer.me).delete()


def _check(viewer: Viewer, topic_id: int) -> None:
    if not topics_seen_by(viewer).filter(id=topic_id).exists():
        raise Http404
    demand(may_follow(viewer))
