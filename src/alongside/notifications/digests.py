"""Digests: one mail a day or a week with all that waited, at the person's own hour.

Whoever something waits for has a row in `DigestDue`. First it is planned: a moment is worked out
from their hour and zone. Then, when that has come, the digest is made in one transaction, and the
row is planned anew or goes. What a digest is called holds the local date it was planned for, so
one of a date is made once, whatever the clock does meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from alongside.kernel.queries import rows, time_value, write
from alongside.notifications.models import (
    Channel,
    Delivery,
    DigestDue,
    MailList,
    Mode,
    Notice,
    Preference,
)
from alongside.notifications.modes import DIGESTED
from alongside.notifications.modes_sql import MODE, MODE_JOINS, REACHED
from alongside.notifications.quiet_hours import quiet_until
from alongside.notifications.told import Told
from alongside.people.models import Member
from alongside.people.viewers import zone_of

PLANNED_AT_ONCE = 1000
MADE_AT_ONCE = 100
# A week and a little: what waited longer is on the site, and no news any more.
WAITS_FOR = timedelta(days=9)
_DIGESTED = ", ".join(f"'{mode}'" for mode in sorted(DIGESTED))
_WAITING = (
    "SELECT n.member_id FROM notifications_notice n"  # noqa: S608
    f" JOIN people_member m ON m.id = n.member_id{MODE_JOINS} WHERE {{which}}"
    " AND n.mail_id IS NULL AND n.read_at IS NULL"
    f" AND {MODE} IN ({_DIGESTED}) AND {REACHED}"
)
_AWAIT = (
    "INSERT INTO notifications_digestdue (member_id)"
    " SELECT DISTINCT w.member_id FROM ({waiting}) AS w WHERE 1 = 1 ON CONFLICT DO NOTHING"
)


def await_digests(told: Told) -> None:
    """Remember those of whom a new notice waits for a digest."""
    write(_AWAIT.format(waiting=_WAITING.format(which=told.where)), told.values)


def await_forgotten(since: datetime) -> None:
    """The same for all notices since then: two transactions may have missed each other."""
    write(_AWAIT.format(waiting=_WAITING.format(which="n.at > %s")), [time_value(since)])


def plan_again(member_id: int) -> None:
    """After somebody chose another hour or moved to another zone."""
    DigestDue.objects.filter(member_id=member_id).update(due_at=None)


def next_moment(zone: ZoneInfo, hour: int, after: datetime) -> datetime:
    """The next time that clocks in `zone` show that hour. An hour that a date does not have is
    the one that follows it, and of one that comes twice it is the first."""
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=number) for number in range(3))
    moments = (datetime.combine(day, time(hour), zone).astimezone(UTC) for day in days)
    return next(moment for moment in moments if moment > after)


@dataclass(frozen=True, slots=True)
class _Person:
    member_id: int
    zone: ZoneInfo
    preference: Preference
    due_at: datetime

    @property
    def once(self) -> str:
        return f"digest:{self.member_id}:{self.due_at.astimezone(self.zone).date()}"

    @property
    def modes(self) -> frozenset[str]:
        """What goes into the digest of that date. What is told at once is there for somebody
        who changed from one to the other with something waiting."""
        weekly = self.due_at.astimezone(self.zone).weekday() == self.preference.digest_weekday
        daily = frozenset({Mode.DAILY.value, Mode.AT_ONCE.value})
        return daily | {Mode.WEEKLY.value} if weekly else daily

    def next(self, after: datetime) -> datetime:
        return next_moment(self.zone, self.preference.digest_hour, max(after, self.due_at))


def work_on_digests() -> int:
    """One round: plan some, make some. Says how many rows it looked at."""
    return plan_digests() + make_digests()


def plan_digests() -> int:
    unplanned = DigestDue.objects.filter(due_at=None)
    if not unplanned.exists():
        return 0
    now = timezone.now()
    with transaction.atomic():
        people = _people(unplanned.select_for_update(skip_locked=True)[:PLANNED_AT_ONCE], now)
        moments: dict[datetime, list[int]] = defaultdict(list)
        for one in people:
            hour = one.preference.digest_hour
            moments[next_moment(one.zone, hour, now)].append(one.member_id)
        for moment, member_ids in moments.items():
            DigestDue.objects.filter(member_id__in=member_ids).update(due_at=moment)
    return len(people)


def make_digests() -> int:
    now = timezone.now()
    due = DigestDue.objects.filter(due_at__lte=now).order_by("due_at", "member_id")
    if not due.exists():
        return 0
    with transaction.atomic():
        people = _people(due.select_for_update(skip_locked=True)[:MADE_AT_ONCE], now)
        waiting = _waiting(one.member_id for one in people)
        made = _deliveries(people, waiting, now)
        for one in people:
            _hand_over(one, waiting[one.member_id], made.get(one.once), now)
    return len(people)


def _people(found: Iterable[DigestDue], now: datetime) -> list[_Person]:
    """Those rows with their people. Somebody not planned yet counts from now."""
    due = {one.member_id: one.due_at or now for one in found}
    chosen = {one.member_id: one for one in Preference.objects.filter(member_id__in=due)}
    zones = Member.objects.filter(pk__in=due).values_list("pk", "zone")
    return [
        _Person(pk, zone_of(zone), chosen.get(pk) or Preference(member_id=pk), due[pk])
        for pk, zone in zones
    ]


def _waiting(member_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Of each person the notices that no mail has told of, with how they want to hear of them."""
    listed = list(member_ids)
    found: dict[int, list[tuple[int, str]]] = {one: [] for one in listed}
    if not listed:
        return found
    marks = ", ".join(["%s"] * len(listed))
    for member_id, notice_id, mode in rows(
        f"SELECT n.member_id, n.id, {MODE} FROM notifications_notice n"  # noqa: S608
        f" JOIN people_member m ON m.id = n.member_id{MODE_JOINS}"
        f" WHERE n.member_id IN ({marks}) AND n.read_at IS NULL AND n.mail_id IS NULL"
        f" AND n.at > %s AND {REACHED}",
        [*listed, time_value(timezone.now() - WAITS_FOR)],
    ):
        found[member_id].append((notice_id, mode))
    return found


def _deliveries(
    people: list[_Person], waiting: dict[int, list[tuple[int, str]]], now: datetime
) -> dict[str, int]:
    """A mail for each for whom something waits on that date; none where there was one already."""
    wanted = {
        one.once: one
        for one in people
        if any(mode in one.modes for _, mode in waiting[one.member_id])
    }
    had = Delivery.objects.filter(once__in=wanted).values_list("once", flat=True)
    for once in list(had):
        del wanted[str(once)]
    Delivery.objects.bulk_create(
        Delivery(
            member_id=one.member_id, channel=Channel.MAIL, mail_list=MailList.DIGEST, once=once,
            message_id=once.replace(":", "-"), made_at=now,
            next_at=quiet_until(one.preference, one.zone, now) or now,
        )
        for once, one in wanted.items()
    )  # fmt: skip
    found = Delivery.objects.filter(once__in=wanted).values_list("once", "pk")
    return {str(once): pk for once, pk in found}


def _hand_over(
    one: _Person, waiting: list[tuple[int, str]], delivery: int | None, now: datetime
) -> None:
    """Join the notices to their digest; where something still waits, plan the next one."""
    told = [pk for pk, mode in waiting if mode in one.modes] if delivery else []
    Notice.objects.filter(pk__in=told).update(mail_id=delivery)
    if any(mode in DIGESTED for pk, mode in waiting if pk not in set(told)):
        DigestDue.objects.filter(member_id=one.member_id).update(due_at=one.next(now))
    else:
        DigestDue.objects.filter(member_id=one.member_id).delete()
