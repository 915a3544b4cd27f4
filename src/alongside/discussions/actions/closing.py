"""Closing a conversation to new replies, and opening it again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from alongside.discussions.models import Topic
from alongside.discussions.rules import may_lock, topics_seen_by
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer


def lock_topic(viewer: Viewer, topic_id: int) -> None:
    """Raises: Refused for anyone but staff; Http404 for a topic this person may not see."""
    _set(viewer, topic_id, locked=True)


def unlock_topic(viewer: Viewer, topic_id: int) -> None:
    """Raises: as `lock_topic`."""
    _set(viewer, topic_id, locked=False)


def _set(viewer: Viewer, topic_id: int, *, locked: bool) -> None:
    with transaction.atomic():
        if not topics_seen_by(viewer).filter(id=topic_id).exists():
            raise Http404
        demand(may_lock(viewer))
        Topic.objects.filter(id=topic_id).update(
            locked_at=timezone.now() if locked else None, revision=F("revision") + 1
        )
