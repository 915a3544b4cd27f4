"""From a row to a mail, or to the reason why there is none."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from alongside.notifications.checking import NOTHING_LEFT, check
from alongside.notifications.letters.account import expiry_of, from_kept
from alongside.notifications.letters.telling import letter_of
from alongside.notifications.letters.writing import as_mail
from alongside.notifications.models import Delivery, StoppedAddress
from alongside.people.models import Member


class NotNeeded(Exception):  # noqa: N818 - an answer, not a fault
    """`reason` stands in the ledger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotYet(Exception):  # noqa: N818 - an answer, not a fault
    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


def prepare(row: Delivery) -> EmailMultiAlternatives:
    """Raises NotNeeded, or NotYet in its reader's quiet hours."""
    return _kept(row) if row.raw else _told(row)


def _kept(row: Delivery) -> EmailMultiAlternatives:
    """A mail that was made elsewhere. A code is asked for by hand, so it goes out to an address
    that came back before: it may be mended, and without it nobody can sign in to say so."""
    ends = expiry_of(bytes(row.raw))
    if ends is not None and ends < timezone.now():
        raise NotNeeded("The code in it was no longer valid.")
    if ends is None and StoppedAddress.objects.filter(email__iexact=row.email).exists():
        raise NotNeeded("Mail to this address is stopped.")
    return from_kept(bytes(row.raw), row)


def _told(row: Delivery) -> EmailMultiAlternatives:
    member = row.member
    if member is None:
        raise NotNeeded("Its reader's account is gone.")
    address = _address_of(member)
    found = check(row, member)
    if not found.notices:
        raise NotNeeded(NOTHING_LEFT)
    if found.wait:
        raise NotYet(found.wait)
    return as_mail(letter_of(row, found), row, address)


def _address_of(member: Member) -> str:
    """The one they sign in with, if they proved that it is theirs."""
    if not member.is_active or not member.email:
        raise NotNeeded("Its reader's account is closed, or not claimed yet.")
    address = member.email
    if not EmailAddress.objects.filter(user=member, email__iexact=address, verified=True).exists():
        raise NotNeeded("Its reader's address was never proven.")
    if StoppedAddress.objects.filter(email__iexact=address).exists():
        raise NotNeeded("Mail to this address is stopped.")
    return address
