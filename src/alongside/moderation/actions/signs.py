"""Keeping signs of urgency, and saying that somebody has looked."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.discussions.events import UrgentSignSeen
from alongside.discussions.models import Post
from alongside.discussions.rules import posts_seen_by
from alongside.kernel.verdicts import demand
from alongside.moderation.models import UrgentSign
from alongside.moderation.rules import may_look_first, signs_seen_by
from alongside.people.viewer import Viewer


def keep_sign(event: UrgentSignSeen) -> None:
    """Wakes for the event: the post waits for a look, if it is still there."""
    if not Post.objects.filter(id=event.post_id).exists():
        return
    UrgentSign.objects.get_or_create(
        post_id=event.post_id, rule=event.rule,
        defaults={"kind": event.kind, "reason": event.reason},
    )  # fmt: skip


def mark_seen(viewer: Viewer, post_id: int) -> None:
    """Say that somebody of the staff has looked at a post and its signs. Twice is the same.

    Raises:
        Refused: for anyone who is not staff.
        Http404: no such post for this person.
    """
    demand(may_look_first(viewer))
    with transaction.atomic():
        if not posts_seen_by(viewer).filter(id=post_id).exists():
            raise Http404
        signs = signs_seen_by(viewer).filter(post_id=post_id, seen_at=None)
        signs.update(seen_by=viewer.me, seen_at=timezone.now())
