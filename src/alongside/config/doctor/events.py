"""Background work: does it keep up, and did any of it fail?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from alongside.config.doctor.finding import Finding, ok, warning
from alongside.work.models import Event, EventState

LATE = timedelta(minutes=5)


def about_events() -> Iterator[Finding]:
    failed = Event.objects.filter(state=EventState.FAILED).order_by("-id")
    if newest := failed.first():
        yield warning(
            f"{failed.count()} events could not be handled. The newest, {newest.kind} "
            f"number {newest.pk}: {newest.error}"
        )
    waiting = Event.objects.filter(state=EventState.PENDING)
    late = waiting.filter(next_at__lt=timezone.now() - LATE).count()
    if late:
        yield warning(f"{late} events wait. Start the worker: alongside serve, or alongside worker")
    elif not newest:
        yield ok(f"Nothing is late; {waiting.count()} events wait their turn.")
