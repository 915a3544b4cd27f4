"""Taking leased work and writing down how it ended. See `models/leases.py` for why."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from alongside.work.models import OPEN_STATES, LeasedWork, WorkState

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=8)
ERROR_MAX = 300

Row = TypeVar("Row", bound=LeasedWork)


def due(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of `rows` that are to be worked on now: due, or left by a worker that ended."""
    return rows.filter(state__in=OPEN_STATES, next_at__lte=timezone.now())


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


def end(row: LeasedWork, state: WorkState, error: str = "", **columns: object) -> None:
    """Write down how it ended, with whatever else the work changed on the row."""
    row.state, row.error = state, error[:ERROR_MAX]
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "error", *columns])


def put_off(row: LeasedWork, error: str) -> None:
    """To be tried again, later each time."""
    row.next_at = timezone.now() + delay_after(row.attempts)
    end(row, WorkState.FAILED, error, next_at=row.next_at)


def delay_after(attempts: int) -> timedelta:
    """30 s, 60 s and so on up to 8 minutes, a quarter more or less.

    The longest is short, so that all that waited for a server which was away for an hour is on
    its way ten minutes after it came back; the quarter, so that it does not all come at once.
    """
    delay = min(FIRST_DELAY * 2.0 ** max(0, attempts - 1), LONGEST_DELAY)
    return delay * random.uniform(0.75, 1.25)  # noqa: S311 - no secret depends on it
