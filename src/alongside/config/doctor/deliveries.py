"""The ledger of deliveries: does mail go out, and does it arrive?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from alongside.config.doctor.finding import Finding, ok, warning
from alongside.notifications.models import Delivery, DeliveryState
from alongside.notifications.reads.ledger import summary
from alongside.work.models import OPEN_STATES

LATE = timedelta(minutes=15)


def about_deliveries() -> Iterator[Finding]:
    found = summary()
    late = Delivery.objects.filter(
        state__in=OPEN_STATES, next_at__lt=timezone.now() - LATE, made_at__lt=timezone.now() - LATE
    ).count()
    if late:
        said = f" The last error: {found.errors[0].words}" if found.errors else ""
        yield warning(f"{late} deliveries are late. Is the worker running?{said}")
    if given_up := found.counts[DeliveryState.GAVE_UP]:
        yield warning(
            f"{given_up} deliveries were given up. See why: alongside mail ledger. Once it is put "
            "right: alongside mail ledger --retry-failed"
        )
    if found.stopped:
        yield ok(f"{found.stopped} addresses are stopped, since mail to them came back.")
    if not late and not given_up:
        yield ok(f"Nothing is late; {found.owed} deliveries wait their turn.")
