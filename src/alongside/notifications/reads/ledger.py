"""The ledger as whoever runs the place sees it: how many in which state, and each row without a
word of what it tells, or more of an address than its owner would recognise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from alongside.notifications.masking import masked
from alongside.notifications.models import (
    Channel,
    Delivery,
    DeliveryState,
    MailList,
    StoppedAddress,
)
from alongside.work.models import OPEN_STATES

A_PAGE = 50
ERRORS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """`words` are the server's, or our own reason. `next_at` only where it waits."""

    id: int
    channel: str
    about: str
    to: str
    state: str
    attempts: int
    made_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`oldest` is the oldest of all that is still owed."""

    counts: dict[str, int]
    oldest: datetime | None
    stopped: int
    errors: tuple[Entry, ...]

    @property
    def owed(self) -> int:
        return sum(self.counts[state] for state in OPEN_STATES)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    summary: Summary
    state: str
    entries: tuple[Entry, ...]
    before: int


def summary() -> Summary:
    found = Delivery.objects.order_by().values_list("state").annotate(number=Count("pk"))
    owed = Delivery.objects.filter(state__in=OPEN_STATES)
    failed = Delivery.objects.select_related("member").exclude(error="").order_by("-id")
    return Summary(
        counts={**dict.fromkeys(DeliveryState.values, 0), **dict(found)},
        oldest=owed.aggregate(oldest=Min("made_at"))["oldest"],
        stopped=StoppedAddress.objects.count(),
        errors=tuple(_entry(row) for row in failed[:ERRORS]),
    )


def ledger_page(state: str = "", before: int = 0) -> LedgerPage:
    """Newest first; of one state, or of all."""
    rows = Delivery.objects.select_related("member").order_by("-id")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    else:
        state = ""
    if before:
        rows = rows.filter(pk__lt=before)
    entries = tuple(_entry(row) for row in rows[: A_PAGE + 1])
    more = len(entries) > A_PAGE
    return LedgerPage(summary(), state, entries[:A_PAGE], entries[A_PAGE - 1].id if more else 0)


def _entry(row: Delivery) -> Entry:
    address = (row.member.email or "") if row.member else row.email
    return Entry(
        id=row.pk,
        channel=Channel(row.channel).label,
        about=MailList(row.mail_list).label,
        to=address if "…" in address or not address else masked(address),
        state=row.state,
        attempts=row.attempts,
        made_at=row.made_at,
        sent_at=row.sent_at,
        next_at=row.next_at if row.state in OPEN_STATES else None,
        words=row.error or row.reason,
    )
