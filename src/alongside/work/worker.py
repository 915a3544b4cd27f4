"""The worker: hands recorded events to their handlers, and keeps house.

A few events are handled in one transaction, each with its handlers and its own new state. A
worker that is killed leaves all of them pending, with nothing of their handlers' writes: nothing
is lost and nothing is done twice. This holds for handlers that only write rows, so that is all
that a handler may do; sending a mail or calling another server is for a row of its own.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from alongside.work.models import Event, EventState

Handler = Callable[[Any], object]
Handlers = Mapping[type, Sequence[Handler]]
Housekeeping = Iterable[tuple[Callable[[], object], float]]

log = logging.getLogger(__name__)

# Few, since SQLite's one writer is held for so long; more than one, since a commit costs most.
BATCH = 10
IDLE_SECONDS = 0.5
# People who post come before the worker: between two batches they get their turn.
PAUSE_SECONDS = 0.01
AFTER_TROUBLE_SECONDS = 5.0
MOST_ATTEMPTS = 8
FIRST_DELAY_SECONDS = 5.0
LONGEST_DELAY_SECONDS = 3600.0
FIRST_HOUSEKEEPING_SECONDS = 30.0


def due_events() -> QuerySet[Event]:
    now = timezone.now()
    return Event.objects.filter(state=EventState.PENDING, next_at__lte=now).order_by(
        "next_at", "id"
    )


def run_once(handlers: Handlers, limit: int = BATCH) -> int:
    """Handle up to `limit` due events, oldest first. Returns how many were tried."""
    if not due_events().exists():
        return 0
    by_kind = {kind.__name__: (kind, wake) for kind, wake in handlers.items()}
    with transaction.atomic():
        # PostgreSQL: rows another worker holds are left to it. SQLite has one writer anyway.
        events = list(due_events().select_for_update(skip_locked=True)[:limit])
        for event in events:
            kind, wake = by_kind.get(event.kind, (None, ()))
            _handle(event, kind, wake)
    return len(events)


def _handle(event: Event, kind: type | None, wake: Sequence[Handler]) -> None:
    """All handlers of one event succeed together, or none of them has written anything."""
    try:
        with transaction.atomic():
            if kind is not None:
                happened = kind(**event.payload)
                for handler in wake:
                    handler(happened)
            event.state = EventState.DONE
            event.error = ""
            event.save(update_fields=["state", "error"])
    except Exception as error:
        if connection.needs_rollback:  # the connection is lost, and the batch with it
            raise
        log.exception("Event %s %s could not be handled", event.pk, event.kind)
        _put_off(event, error)


def _put_off(event: Event, error: Exception) -> None:
    event.attempts += 1
    event.error = f"{type(error).__name__}: {error}"[:500]
    event.state = EventState.FAILED if event.attempts >= MOST_ATTEMPTS else EventState.PENDING
    event.next_at = timezone.now() + timedelta(seconds=delay_after(event.attempts))
    event.save(update_fields=["attempts", "error", "state", "next_at"])


def delay_after(attempts: int) -> float:
    """Seconds: 5, 15, 45 and so on up to an hour, a quarter more or less, so that many events
    which failed together do not all come back together."""
    delay = min(FIRST_DELAY_SECONDS * 3.0 ** (attempts - 1), LONGEST_DELAY_SECONDS)
    return delay * random.uniform(0.75, 1.25)  # noqa: S311 - no secret depends on it


@dataclass
class Worker:
    """Runs until told to stop. Trouble with the database is waited out, never the end of it."""

    handlers: Handlers
    housekeeping: Housekeeping = ()
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        begin = time.monotonic()
        self._due = {
            job: (begin + min(every, FIRST_HOUSEKEEPING_SECONDS), every)
            for job, every in self.housekeeping
        }

    def run_forever(self) -> None:
        wait = 0.0
        while not self.stop.wait(wait):
            try:
                wait = PAUSE_SECONDS if run_once(self.handlers) else IDLE_SECONDS
                self._keep_house()
            except Exception:
                log.exception("The worker met trouble and goes on in a moment")
                connection.close()
                wait = AFTER_TROUBLE_SECONDS
        connection.close()

    def _keep_house(self) -> None:
        now = time.monotonic()
        for job, (at, every) in self._due.items():
            if at <= now:
                self._due[job] = (now + every, every)
                job()


def clear_old_events(days: int = 30) -> int:
    """Forget events that were handled so long ago. Those that failed stay to be looked at."""
    old = timezone.now() - timedelta(days=days)
    return Event.objects.filter(state=EventState.DONE, recorded_at__lt=old).delete()[0]
