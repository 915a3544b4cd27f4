"""How a delivery ends, written down by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.notifications.actions.stopping import stop_mail
from alongside.notifications.masking import masked
from alongside.notifications.models import Delivery, DeliveryState, StopReason
from alongside.work.leases import end, wait


def sent(row: Delivery) -> None:
    """The words and the address of a mail that was made elsewhere are not kept beyond this."""
    end(
        row, DeliveryState.SENT,
        reason="", sent_at=timezone.now(), raw=b"", email=masked(row.email),
    )  # fmt: skip


def suppressed(row: Delivery, reason: str) -> None:
    end(row, DeliveryState.SUPPRESSED, reason=reason, raw=b"", email=masked(row.email))


def refused(row: Delivery, words: str) -> None:
    """Kept with its words, so that it can be sent again once what was wrong is put right."""
    end(row, DeliveryState.GAVE_UP, words)


@transaction.atomic
def gone(row: Delivery, address: str, words: str) -> None:
    """No mail to this address any more, until its owner says so; they read it on the site."""
    end(row, DeliveryState.GAVE_UP, words, raw=b"", email=masked(row.email))
    stop_mail(address, StopReason.BOUNCED, words)


def waits(row: Delivery, until: datetime) -> None:
    """It was not the time. Pending again, it gathers what happens meanwhile; where another began
    to gather for the same conversation, they go out one after the other."""
    try:
        with transaction.atomic():
            wait(row, until)
    except IntegrityError:
        wait(row, until, DeliveryState.FAILED)
