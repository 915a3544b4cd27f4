"""What staff are told on the site alone: a list waits for them, and whoever comes first decides."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from alongside.notifications.counting import count_again, mark_as_read
from alongside.notifications.models import Kind, Notice
from alongside.people.models import STAFF_ROLES, Member


def tell_staff(kind: Kind, address: str, but: Collection[int] = ()) -> None:
    """All of them once: who has not looked at an earlier notice of the same is not told again.

    Args:
        but: people who know already.
    """
    staff = Member.objects.filter(role__in=STAFF_ROLES, is_active=True).exclude(pk__in=but)
    waiting = _waiting(kind, address).values("member_id")
    tell_on_site(staff.exclude(pk__in=waiting).values_list("pk", flat=True), kind, address)


def done_with(kind: Kind, address: str) -> None:
    """Somebody decided: for the rest of staff there is nothing left to do."""
    waiting = _waiting(kind, address)
    for member_id in list(waiting.values_list("member_id", flat=True)):
        mark_as_read(waiting, member_id)


def tell_on_site(people: Collection[int] | QuerySet[Member, int], kind: Kind, address: str) -> None:
    told = list(people)
    Notice.objects.bulk_create(
        Notice(member_id=one, kind=kind, address=address) for one in told
    )  # fmt: skip
    count_again(told)


def _waiting(kind: Kind, address: str) -> QuerySet[Notice]:
    return Notice.objects.filter(kind=kind, address=address, read_at=None)
