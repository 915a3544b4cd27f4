"""What the page of an invitation shows to who holds its link, and what its sender sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone

from alongside.kernel.verdicts import Verdict
from alongside.people.models import Invitation, Member
from alongside.people.names import NAME_HIDDEN
from alongside.people.reserved import sounds_like_staff
from alongside.people.rules import may_invite, profiles_seen_by
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`has_account`: the address that the invitation went to is somebody's already."""

    name: str
    post_count: int
    must_rename: bool
    has_account: bool
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimState:
    may_invite: Verdict
    open_until: datetime | None


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def open_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        used_at=None, ends_at__gt=timezone.now(), member__email=None, member__stand_in=False
    )


def claim_page(secret: str) -> ClaimPage | None:
    """None where the invitation was used, taken back, or has ended."""
    found = open_invitations().filter(digest=digest_of(secret)).select_related("member").first()
    if found is None:
        return None
    return ClaimPage(
        name=found.member.name,
        post_count=found.member.post_count,
        must_rename=must_rename(found.member),
        has_account=address_has_account(found.email),
        ends_at=found.ends_at,
    )


def claim_state(viewer: Viewer, member_id: int) -> ClaimState | None:
    member = profiles_seen_by(viewer).filter(pk=member_id).first()
    if member is None:
        return None
    invitation = open_invitations().filter(member=member).order_by("-ends_at").first()
    return ClaimState(may_invite(viewer, member), invitation.ends_at if invitation else None)


def must_rename(member: Member) -> bool:
    """A name that sounds like staff would promise what its owner cannot keep; one that was hidden
    when it came is no name yet.
    """
    return sounds_like_staff(member.name) or member.name == NAME_HIDDEN


def address_has_account(email: str) -> bool:
    return (
        Member.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    )
