"""The loop that works on mail that came in: each in one transaction, so that a crash in the middle
leaves it to be done again, and a post or an answer is made once.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from alongside.notifications.inbound.posting import take_in
from alongside.notifications.inbound.reading import UnreadableError
from alongside.notifications.models import InboundMail
from alongside.work.leases import end, lease, put_off
from alongside.work.models import WorkState

A_ROUND = 10
LEASE_SECONDS = 300.0
MOST_ATTEMPTS = 8
UNREADABLE = "It could not be read."
# What came of them is of use for a month; a mail that nobody could read, for longer.
KEPT, KEPT_UNREAD = timedelta(days=30), timedelta(days=90)

log = logging.getLogger(__name__)


def work_on_inbound_mail() -> int:
    """One round. Says how many were looked at."""
    taken = lease(InboundMail.objects.order_by("next_at", "id"), A_ROUND, LEASE_SECONDS)
    for row in taken:
        _work_on(row)
    return len(taken)


def _work_on(row: InboundMail) -> None:
    try:
        with transaction.atomic():
            taken = take_in(bytes(row.raw), row.sender, row.recipient)
            state = WorkState.SENT if taken.posted else WorkState.SUPPRESSED
            end(row, state, reason=taken.reason, raw=b"", sender="", recipient="")
    except UnreadableError as error:
        end(row, WorkState.GAVE_UP, str(error), reason=UNREADABLE)
    except DatabaseError:
        raise  # The loop waits for it; the lease runs out.
    except Exception as error:
        log.exception("A mail that came in (%s) met trouble", row.pk)
        if row.attempts >= MOST_ATTEMPTS:
            end(row, WorkState.GAVE_UP, type(error).__name__, reason=UNREADABLE)
        else:
            put_off(row, type(error).__name__)


def forget_inbound_mail() -> int:
    """Says how many."""
    now = timezone.now()
    unread = InboundMail.objects.filter(state=WorkState.GAVE_UP, came_at__lt=now - KEPT_UNREAD)
    done = InboundMail.objects.filter(
        state__in=(WorkState.SENT, WorkState.SUPPRESSED), came_at__lt=now - KEPT
    )
    return unread.delete()[0] + done.delete()[0]
