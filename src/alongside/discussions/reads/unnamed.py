"""Asking without one's name: whether it is open now, and when it will be again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from alongside.discussions.models import AnonymousAsker
from alongside.discussions.rules import may_ask_unnamed
from alongside.kernel import clock
from alongside.kernel.verdicts import Verdict
from alongside.people.viewer import Viewer

MONTH = timedelta(days=30)


def asking_unnamed(viewer: Viewer) -> Verdict:
    """What was taken back counts too: it stood there, and was read."""
    most = settings.ALONGSIDE.anonymous_questions_a_month
    lately = AnonymousAsker.objects.filter(
        member_id=viewer.id or 0, topic__created_at__gt=timezone.now() - MONTH
    ).order_by("-topic__created_at")
    asked = list(lately.values_list("topic__created_at", flat=True))
    free = asked[most - 1] + MONTH if 0 < most <= len(asked) else None
    return may_ask_unnamed(len(asked), most, clock.day(free, viewer.zone) if free else "")
