"""Stopping mail to an address that sent it back, and going on when its owner says so."""

from __future__ import annotations

from django.db import transaction

from alongside.notifications.counting import count_again
from alongside.notifications.masking import without_addresses
from alongside.notifications.models import Kind, Notice, StoppedAddress, StopReason
from alongside.notifications.push.owing import owe_push
from alongside.people.models import Member
from alongside.people.viewer import Viewer

DETAIL_MAX = 200
# Where the notice leads: what happened, and a button to go on.
ABOUT_MY_MAIL = "/me/mail"


@transaction.atomic
def stop_mail(address: str, reason: StopReason, detail: str = "") -> bool:
    """Says whether it was not stopped before. Whoever it belongs to is told on the site.

    Of an address that is nobody's here nothing is kept.
    """
    members = list(Member.objects.filter(email__iexact=address))
    if not members:
        return False
    _, new = StoppedAddress.objects.get_or_create(
        email=address.lower(),
        defaults={"reason": reason, "detail": without_addresses(detail)[:DETAIL_MAX]},
    )
    if new:
        for member in members:
            _tell(member)
    return new


def _tell(member: Member) -> None:
    owe_push(Notice.objects.create(member=member, kind=Kind.MAIL_STOPPED, address=ABOUT_MY_MAIL))
    count_again([member.pk])


@transaction.atomic
def let_mail_go_on(viewer: Viewer) -> bool:
    """To this person's own address. Says whether it was stopped."""
    mine = Member.objects.filter(pk=viewer.me).values_list("email", flat=True).first()
    gone, _ = StoppedAddress.objects.filter(email__iexact=mine or "").delete()
    return bool(gone)
