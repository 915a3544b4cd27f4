"""Asking without one's name: whether it is open now, and what of it can be found out, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from alongside.discussions.models import AnonymousAsker
from alongside.discussions.reads.shapes import PersonLine
from alongside.discussions.rules import (
    may_ask_unnamed,
    may_reach_asker,
    may_uncover,
    topics_seen_by,
)
from alongside.kernel import clock
from alongside.kernel.verdicts import Verdict
from alongside.people.viewer import Viewer

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lookup:
    """That somebody found out who asked; `by` is empty where they have left."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskerPage:
    """`name` is the stand-in's. `person` is who asked, for an administrator who looked."""

    topic_id: int
    title: str
    name: str
    mine: bool
    person: PersonLine | None
    looked: tuple[Lookup, ...]


def asking_unnamed(viewer: Viewer) -> Verdict:
    """What was taken back counts too: it stood there, and was read."""
    most = settings.ALONGSIDE.anonymous_questions_a_month
    lately = AnonymousAsker.objects.filter(
        member_id=viewer.id or 0, topic__created_at__gt=timezone.now() - MONTH
    ).order_by("-topic__created_at")
    asked = list(lately.values_list("topic__created_at", flat=True))
    free = asked[most - 1] + MONTH if 0 < most <= len(asked) else None
    return may_ask_unnamed(len(asked), most, clock.day(free, viewer.zone) if free else "")


def asker_seen_by(viewer: Viewer, topic_id: int) -> AnonymousAsker | None:
    """Who asked a conversation that this person may see; None where a name stands beside it."""
    askers = AnonymousAsker.objects.select_related("topic", "stand_in", "member")
    return askers.filter(topic__in=topics_seen_by(viewer), topic_id=topic_id).first()


def asker_to_reach(viewer: Viewer, topic_id: int) -> AnonymousAsker | None:
    """The same, for staff who want to write to them. What is shown of it is the stand-in."""
    asker = asker_seen_by(viewer, topic_id) if may_reach_asker(viewer) else None
    return None if asker is None or asker.member_id == viewer.id else asker


def asker_page(viewer: Viewer, topic_id: int) -> AskerPage | None:
    """For the one who asked, and for administrators; for anyone else it does not exist."""
    asker = asker_seen_by(viewer, topic_id)
    mine = asker is not None and asker.member_id == viewer.id
    if asker is None or not (mine or may_uncover(viewer)):
        return None
    lookups = list(asker.lookups.select_related("by"))
    known = not mine and any(one.by_id == viewer.id for one in lookups)
    return AskerPage(
        topic_id, asker.topic.title, asker.stand_in.name, mine,
        PersonLine(asker.member.pk, asker.member.name, asker.member.role) if known else None,
        tuple(Lookup(one.by.name if one.by else "", one.reason, one.at) for one in lookups),
    )  # fmt: skip
