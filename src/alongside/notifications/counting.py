"""The number on the bell stands on the member's row, and moves with the notices it counts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from alongside.notifications.models import Notice
from alongside.people.models import Member


def count_again(member_ids: Iterable[int]) -> None:
    """Say how many are unread, whatever was said before. In the transaction of the change.

    The rows are held first: counted in one statement, a notice that is being written beside would
    be missed.
    """
    held = Member.objects.filter(pk__in=set(member_ids)).order_by("pk")
    ids = list(held.select_for_update().values_list("pk", flat=True))
    Member.objects.filter(pk__in=ids).update(unread_notices=unread())


def unread() -> Coalesce:
    """How many of a member's notices are unread, as a column of that member."""
    mine = Notice.objects.filter(member_id=OuterRef("pk"), read_at=None).order_by()
    counted = mine.values("member_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def mark_as_read(notices: QuerySet[Notice], member_id: int) -> int:
    """Mark those of this person's notices that are unread; says how many."""
    marked = notices.filter(member_id=member_id, read_at=None).update(read_at=timezone.now())
    if marked:
        count_again([member_id])
    return marked
