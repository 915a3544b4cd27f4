"""How many threads wait for somebody, kept on their row so that no page has to ask."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from alongside.messaging.models import Message, Participant, pair_key
from alongside.messaging.rules import waiting_seats
from alongside.people.models import Member
from alongside.people.viewers import hidden_from


def count_unread(member_ids: Iterable[int]) -> None:
    """Counts rather than adds, so that nothing can drift. Runs in the caller's transaction."""
    waiting = waiting_seats().filter(member=OuterRef("pk")).order_by().values("member")
    count = waiting.annotate(all=Count("pk")).values("all")
    Member.objects.filter(pk__in=list(member_ids)).update(
        unread_messages=Coalesce(Subquery(count), 0)
    )


def unread_by(seat: Participant) -> int:
    """How many messages of others came since they read, of those that they can see."""
    newer = Message.objects.filter(thread_id=seat.thread_id, number__gt=seat.read_number)
    newer = newer.filter(number__gte=seat.from_number, removed_at=None)
    if not seat.thread.relay:
        newer = newer.exclude(author_id__in=hidden_from(seat.member_id))
    return newer.exclude(author_id=seat.shown_id).count()


def forget_unread_between(one: int, other: int) -> None:
    """What lies between two whom a block keeps apart waits for neither of them."""
    Participant.objects.filter(thread__pair=pair_key(one, other)).update(unread=0)
    count_unread((one, other))


def count_unread_again() -> int:
    """Housekeeping: heals what a block, or somebody who was kept out, left behind."""
    waiting = set(waiting_seats().values_list("member_id", flat=True))
    shown = set(Member.objects.filter(unread_messages__gt=0).values_list("pk", flat=True))
    count_unread(waiting | shown)
    return len(waiting | shown)
