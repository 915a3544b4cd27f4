"""The loop that sends what is owed to phones. See `work/leases.py` for what a crash leaves.

What is said to several push services goes on at the same time, in threads that touch no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from alongside.notifications.checking import NOTHING_LEFT, check
from alongside.notifications.models import Delivery, PushAddress
from alongside.notifications.push.owing import TRIAL
from alongside.notifications.push.sending import LASTS, Browser, Ending, Outcome, send
from alongside.notifications.push.words import payload, topic_of, trial
from alongside.people.models import Member
from alongside.work.leases import end, lease, put_off
from alongside.work.models import WorkState

A_ROUND = 16
# Longer than a push may last, see `connection.py`, with time to spare for slow databases.
LEASE_SECONDS = 120.0
NO_DEVICE = "No device left that wants to hear of it."
TOO_OLD = "It is no news any more."
_POOL = ThreadPoolExecutor(A_ROUND, thread_name_prefix="push")


@dataclass(frozen=True, slots=True)
class Job:
    delivery: Delivery
    message: bytes
    topic: str
    browsers: tuple[Browser, ...]


def work_on_pushes() -> int:
    """One round. Says how many were looked at."""
    taken = lease(_owed().order_by("next_at", "id"), A_ROUND, LEASE_SECONDS)
    jobs = [job for delivery in taken if (job := _ready(delivery))]
    for job, outcomes in zip(jobs, _POOL.map(_sent, jobs), strict=True):
        _finish(job.delivery, dict(zip(job.browsers, outcomes, strict=True)))
    return len(taken)


def _owed() -> QuerySet[Delivery]:
    """In the very words of the index `push_due`, or SQLite would not see that it fits."""
    owed = RawSQL(
        "channel = 'push' AND state IN ('pending', 'leased', 'failed')",
        (),
        output_field=BooleanField(),
    )
    return Delivery.objects.filter(owed)


def _ready(delivery: Delivery) -> Job | None:
    """What is to be said and where; None, with its end written down, where nothing is."""
    member, browsers = delivery.member, tuple(_browsers(delivery))
    if member is None or not member.is_active or not browsers:
        _leave(delivery, NO_DEVICE)
    elif timezone.now() - delivery.made_at > LASTS:
        _leave(delivery, TOO_OLD)
    elif delivery.message_id.startswith(TRIAL):
        return Job(delivery, trial(), TRIAL, browsers)
    else:
        return _checked(delivery, member, browsers)
    return None


def _checked(delivery: Delivery, member: Member, browsers: tuple[Browser, ...]) -> Job | None:
    """Somebody may have read it meanwhile, left, blocked, muted; or they want to sleep now."""
    checked = check(delivery, member)
    if not checked.notices:
        _leave(delivery, NOTHING_LEFT)
        return None
    if checked.wait:
        end(delivery, WorkState.PENDING, next_at=checked.wait, attempts=0)
        return None
    newest = checked.notices[-1]
    return Job(delivery, payload(newest, checked.preference), topic_of(newest), browsers)


def _browsers(delivery: Delivery) -> Iterator[Browser]:
    """Those that have not had it yet, of sessions that last."""
    found = PushAddress.objects.filter(
        member=delivery.member, session__expire_date__gt=timezone.now()
    ).exclude(reached=delivery.pk)
    for one in found.order_by("pk"):
        yield Browser(one.pk, one.endpoint, one.p256dh, one.auth)


def _leave(delivery: Delivery, reason: str) -> None:
    end(delivery, WorkState.SUPPRESSED, reason=reason)


def _sent(job: Job) -> list[Outcome]:
    """In a thread of its own, so nothing here may ask the database."""
    return [send(browser, job.message, job.topic) for browser in job.browsers]


def _finish(delivery: Delivery, outcomes: dict[Browser, Outcome]) -> None:
    _note(outcomes, delivery.pk)
    late = [one for one in outcomes.values() if one.ending is Ending.LATER]
    if late:
        wait = max(one.wait for one in late)
        put_off(delivery, late[0].said, timedelta(seconds=wait) if wait else None)
    elif any(one.ending is Ending.SENT for one in outcomes.values()):
        end(delivery, WorkState.SENT, sent_at=timezone.now())
    elif all(one.ending is Ending.GONE for one in outcomes.values()):
        _leave(delivery, NO_DEVICE)
    else:
        refused = next(one for one in outcomes.values() if one.ending is Ending.REFUSED)
        end(delivery, WorkState.GAVE_UP, refused.said)


def _note(outcomes: dict[Browser, Outcome], delivery_id: int) -> None:
    """Where it got to, and which browsers are no more."""
    _of(outcomes, Ending.SENT).update(reached=delivery_id)
    _of(outcomes, Ending.GONE).delete()


def _of(outcomes: dict[Browser, Outcome], ending: Ending) -> QuerySet[PushAddress]:
    ids: Iterable[int] = [who.id for who, one in outcomes.items() if one.ending is ending]
    return PushAddress.objects.filter(pk__in=ids)
