"""Taking leased work and writing down how it ended. See `models/leases.py` for why."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from alongside.work.models import OPEN_STATES, LeasedWork, WorkState

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=8)
# No lease is longer. One that seems to be was taken before the clock was put back.
LONGEST_LEASE = timedelta(minutes=10)
ERROR_MAX = 300

Row = TypeVar("Row", bound=LeasedWork)


def due(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of `rows` that are to be worked on now: due, or left by a worker that ended."""
    now = timezone.now()
    of_another_clock = Q(state=WorkState.LEASED, next_at__gt=now + LONGEST_LEASE)
    return rows.filter(Q(next_at__lte=now) | of_another_clock, state__in=OPEN_STATES)


def lease(rows: QuerySet[Row], limit: int, seconds: float) -> list[Row]:
    """Take up to `limit` due rows, in the order of `rows`, for so many seconds."""
    if not due(rows).exists():
        return []
    with transaction.atomic():
        taken = list(due(rows).select_for_update(skip_locked=True, of=("self",))[:limit])
        until = timezone.now() + timedelta(seconds=seconds)
        rows.model._default_manager.filter(pk__in=[row.pk for row in taken]).update(
            state=WorkState.LEASED, next_at=until, attempts=F("attempts") + 1
        )
    for row in taken:
        row.state, row.next_at, row.attempts = WorkState.LEASED, until, row.attempts + 1
    return taken


def hold(row: LeasedWork, seconds: float) -> bool:
    """Make sure, right before the one step that cannot be taken back, that the row is still ours.

    A clock that was put on, or work that took longer than its lease, may have given it to another.
    """
    until = timezone.now() + timedelta(seconds=seconds)
    ours = _where_ours(row).update(next_at=until)
    if ours:
        row.next_at = until
    return bool(ours)


def _where_ours(row: LeasedWork) -> QuerySet[LeasedWork]:
    """The row, unless its lease went to another meanwhile: every lease has a time of its own."""
    rows: QuerySet[LeasedWork] = type(row)._default_manager.filter(
        pk=row.pk, state=WorkState.LEASED, next_at=row.next_at
    )
    return rows


def end(row: LeasedWork, state: WorkState, error: str = "", **columns: object) -> None:
    """Write down how it ended, with whatever else the work changed on the row."""
    row.state, row.error = state, error[:ERROR_MAX]
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "error", *columns])


def put_off(row: LeasedWork, error: str, delay: timedelta | None = None) -> None:
    """To be tried again, later each time. Nothing to write where another has it by now."""
    at = timezone.now() + (delay or delay_after(row.attempts))
    _let_go(row, at, error, row.attempts)


def give_back(row: LeasedWork, error: str = "") -> None:
    """Not tried after all, so this time does not count: whoever asks next may have it."""
    _let_go(row, timezone.now(), error, max(0, row.attempts - 1))


def wait(row: LeasedWork, until: datetime, state: WorkState = WorkState.PENDING) -> None:
    """It was not the time for it; this does not count as a try."""
    _let_go(row, until, "", max(0, row.attempts - 1), state)


def _let_go(
    row: LeasedWork,
    at: datetime,
    error: str,
    attempts: int,
    state: WorkState = WorkState.FAILED,
) -> None:
    """`failed`, not `pending`: a pending delivery may gather more, and this one was begun."""
    columns = {"next_at": at, "error": error[:ERROR_MAX], "attempts": attempts}
    if _where_ours(row).update(**columns, state=state):
        row.state = state
        for name, value in columns.items():
            setattr(row, name, value)


def delay_after(attempts: int) -> timedelta:
    """30 s, 60 s and so on up to 8 minutes, a quarter more or less.

    The longest is short, so that all that waited for a server which was away for an hour is on
    its way ten minutes after it came back; the quarter, so that it does not all come at once.
    """
    delay = min(FIRST_DELAY * 2.0 ** max(0, attempts - 1), LONGEST_DELAY)
    return delay * random.uniform(0.75, 1.25)  # noqa: S311 - no secret depends on it
