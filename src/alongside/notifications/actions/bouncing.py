"""Mail that came back, or that somebody called spam: it ends there, and its reader is told."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from alongside.notifications.actions.stopping import stop_mail
from alongside.notifications.masking import masked
from alongside.notifications.models import Delivery, DeliveryState, StopReason
from alongside.notifications.reports import Report, reports_in
from alongside.notifications.sending.failures import speaks_of_the_address
from alongside.work.leases import end

CAME_BACK = "It came back."
# In django-anymail's words: what happened, and why the address was refused.
COMPLAINED = "complained"
ENDED = frozenset({"bounced", "rejected", "failed"})
OF_THE_ADDRESS = frozenset({"bounced", "invalid"})


def record_bounce(raw: bytes) -> bool:
    """Take note of a mail that tells of one of ours. False for every other mail."""
    reports = reports_in(raw)
    for report in reports:
        _take_note(report)
    return bool(reports)


@transaction.atomic
def _take_note(report: Report) -> None:
    row = Delivery.objects.select_related("member").filter(message_id=report.name).first()
    if row is None or not _went_to(row, report.address):
        return
    words = f"{report.status} {report.words}".strip() or CAME_BACK
    if report.complaint:
        stop_mail(report.address, StopReason.COMPLAINED)
    else:
        end(row, DeliveryState.GAVE_UP, words)
        if speaks_of_the_address(words):
            stop_mail(report.address, StopReason.BOUNCED, words)


def _went_to(row: Delivery, address: str) -> bool:
    """The row of a mail with a code keeps no more than the mask of where it went."""
    if row.member is not None:
        return (row.member.email or "").casefold() == address.casefold()
    return row.email.casefold() in (address.casefold(), masked(address).casefold())


@transaction.atomic
def record_event(event: Any) -> None:
    """What a mail service tells, read by django-anymail, which has checked that it is theirs."""
    if not event.recipient:
        return
    if event.event_type == COMPLAINED:
        stop_mail(event.recipient, StopReason.COMPLAINED)
    elif event.event_type in ENDED and event.reject_reason in OF_THE_ADDRESS:
        words = " ".join(f"{event.mta_response or event.description or ''}".split())
        if speaks_of_the_address(words):
            stop_mail(event.recipient, StopReason.BOUNCED, words)
