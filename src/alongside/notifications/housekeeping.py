"""What this room does now and then: old notices go, and what two transactions that met did not
see of each other is put right.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.discussions.models import ReadMark
from alongside.discussions.rules import topic_seen_by_member_sql
from alongside.kernel.queries import rows
from alongside.notifications.counting import count_again, unread
from alongside.notifications.digests import await_forgotten
from alongside.notifications.models import Notice
from alongside.people.models import Member

READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)
# Longer ago than any transaction lasts; not longer than this is worth looking at again.
LATELY, A_WHILE = timedelta(minutes=5), timedelta(days=2)
AT_ONCE = 500
# Notices of what their person may not see any more.
_UNSEEN = (
    "SELECT n.id, n.member_id FROM notifications_notice n"  # noqa: S608 - our own words
    " JOIN people_member m ON m.id = n.member_id"
    " JOIN discussions_topic t ON t.id = n.topic_id"
    " JOIN discussions_space s ON s.id = t.space_id"
    f" WHERE NOT ({topic_seen_by_member_sql()}) ORDER BY n.id LIMIT %s"
)


def forget_old_notices() -> int:
    """Read ones after a season, unread ones after a year. Says how many."""
    now = timezone.now()
    old = Notice.objects.filter(
        Q(read_at__lt=now - READ_KEPT) | Q(read_at=None, at__lt=now - UNREAD_KEPT)
    ).order_by("pk")
    gone = 0
    while found := dict(old.values_list("pk", "member_id")[:AT_ONCE]):
        gone += _forget(found)
    return gone


def forget_unseen_notices() -> int:
    """Those of somebody who was taken off a list, of a space that was closed, and the like."""
    gone = 0
    while found := dict(rows(_UNSEEN, [AT_ONCE])):
        gone += _forget(found)
    return gone


def _forget(found: dict[int, int]) -> int:
    """Some at a time, so that people who post get their turn."""
    with transaction.atomic():
        Notice.objects.filter(pk__in=found).delete()
        count_again(found.values())
    return len(found)


def keep_notices_true() -> None:
    """Read marks that met a notice on its way, counts that drifted, digests that nobody awaits."""
    now = timezone.now()
    _mark_what_was_read(Notice.objects.filter(at__range=(now - A_WHILE, now - LATELY)))
    wrong = Member.objects.annotate(counted=unread()).exclude(unread_notices=F("counted"))
    for member_id in list(wrong.values_list("pk", flat=True)):
        with transaction.atomic():
            count_again([member_id])
    await_forgotten(now - A_WHILE)


def _mark_what_was_read(notices: QuerySet[Notice]) -> None:
    """Somebody read the post in the very moment in which they were told of it."""
    read = ReadMark.objects.filter(
        member_id=OuterRef("member_id"),
        topic_id=OuterRef("topic_id"),
        last_number__gte=OuterRef("post__number"),
        at__lte=OuterRef("at") + LATELY,
    )
    found = dict(notices.filter(Exists(read), read_at=None).values_list("pk", "member_id"))
    if found:
        with transaction.atomic():
            Notice.objects.filter(pk__in=found).update(read_at=timezone.now())
            count_again(found.values())
