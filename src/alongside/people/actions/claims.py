"""Claiming a name that came with an imported conversation, by an invitation of an administrator.

The link is for one use and ends. The name never brings a staff role along, whatever the old page
printed beside it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.kernel.verdicts import Refused, demand
from alongside.people.actions.members import administrator, locked
from alongside.people.events import MemberJoined, NameClaimed
from alongside.people.models import Invitation, Member, Role
from alongside.people.names import name_key
from alongside.people.reads.claims import (
    address_has_account,
    digest_of,
    must_rename,
    open_invitations,
)
from alongside.people.rules import may_invite
from alongside.people.rules.names import TAKEN, check_name
from alongside.people.viewer import Viewer
from alongside.work.actions import record

LASTS = timedelta(days=14)
SECRET_BYTES = 32
GONE = "This invitation was used, taken back, or is too old. Ask for a new one."
SIGN_IN_FIRST = (
    "There is an account with the address that this invitation went to. Sign in to it, then open "
    "the link once more."
)


@transaction.atomic
def invite_to_claim(viewer: Viewer, member_id: int, email: str) -> tuple[str, Member]:
    """The secret of the link, which is kept nowhere, and whom it is for. An earlier one ends."""
    by_id = administrator(viewer)
    member = locked(member_id)
    demand(may_invite(viewer, member))
    _end_open(member)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Invitation.objects.create(
        member=member, email=email.lower(), digest=digest_of(secret), invited_by_id=by_id,
        ends_at=timezone.now() + LASTS,
    )  # fmt: skip
    return secret, member


@transaction.atomic
def withdraw_invitation(viewer: Viewer, member_id: int) -> Member:
    administrator(viewer)
    member = locked(member_id)
    demand(may_invite(viewer, member))
    _end_open(member)
    return member


def claim_name(secret: str, name: str) -> Member:
    """The name becomes an account, with the address that the invitation went to.

    Raises Refused where the invitation has ended or the address has an account, ValidationError
    for a name that cannot be had.
    """
    try:
        with transaction.atomic():
            return _claim(secret, name)
    except IntegrityError as race:
        raise ValidationError(TAKEN, code="taken") from race


def _claim(secret: str, name: str) -> Member:
    invitation, member = _use(secret)
    if address_has_account(invitation.email):
        raise Refused(SIGN_IN_FIRST)
    if name != member.name or must_rename(member):
        member.name = check_name(name, exclude=member)
        member.name_key = name_key(member.name)
    member.email, member.role, member.is_active = invitation.email, Role.MEMBER.value, True
    member.sample = False
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    record(MemberJoined(member_id=member.pk))
    return member


@transaction.atomic
def claim_into(viewer: Viewer, secret: str) -> Member:
    """What was written under the name goes to the account of who holds the link.

    The posts follow a moment later; the name of the old page ends there.
    """
    _, member = _use(secret)
    record(NameClaimed(member_id=member.pk, into_id=viewer.me))
    return member


@transaction.atomic
def let_name_go(member_id: int, into_id: int) -> None:
    """Nothing is left of it: the same page, imported again, finds the account."""
    gone, into = locked(member_id), locked(into_id)
    into.post_count += gone.post_count
    into.imported_from = into.imported_from or gone.imported_from
    into.save(update_fields=["post_count", "imported_from"])
    gone.delete()


def _use(secret: str) -> tuple[Invitation, Member]:
    found = open_invitations().select_for_update(of=("self",)).filter(digest=digest_of(secret))
    invitation = found.first()
    if invitation is None:
        raise Refused(GONE)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return invitation, locked(invitation.member_id)


def _end_open(member: Member) -> None:
    open_invitations().filter(member=member).update(ends_at=timezone.now())
