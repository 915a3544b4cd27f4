"""What somebody's own mail page shows: where it goes, whether it arrives, and what went lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.notifications.models import (
    Channel,
    Delivery,
    DeliveryState,
    MailList,
    StoppedAddress,
    StopReason,
)
from alongside.people.models import Member
from alongside.people.viewer import Viewer

LATELY = 10
WHY = {
    StopReason.BOUNCED.value: "Mail to this address came back to us.",
    StopReason.COMPLAINED.value: "Our mail was marked as spam there, perhaps by accident.",
}
# In words for the reader; what concerns only whoever runs the place is told there.
STATES = {
    DeliveryState.SENT.value: "Sent",
    DeliveryState.SUPPRESSED.value: "Not sent: not needed any more",
    DeliveryState.GAVE_UP.value: "Could not be sent",
}
WAITING = "Waiting to go out"


@dataclass(frozen=True, slots=True)
class Sent:
    about: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class MyMail:
    """`stopped` says why nothing goes there; empty where all is well."""

    address: str
    stopped: str
    lately: tuple[Sent, ...]


def my_mail(viewer: Viewer) -> MyMail:
    address = Member.objects.values_list("email", flat=True).get(pk=viewer.me) or ""
    rows = Delivery.objects.filter(member_id=viewer.me, channel=Channel.MAIL).order_by("-id")
    return MyMail(address, why_stopped(address), tuple(_sent(row) for row in rows[:LATELY]))


def mail_is_stopped(viewer: Viewer) -> bool:
    """For the banner on this person's own pages."""
    address = Member.objects.values_list("email", flat=True).get(pk=viewer.me)
    return bool(address and why_stopped(address))


def why_stopped(address: str) -> str:
    stop = StoppedAddress.objects.filter(email__iexact=address).first()
    return WHY[stop.reason] if stop else ""


def _sent(row: Delivery) -> Sent:
    return Sent(
        MailList(row.mail_list).label, row.sent_at or row.made_at, STATES.get(row.state, WAITING)
    )
