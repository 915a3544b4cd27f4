"""What somebody's own page about signing in shows, and nobody else's ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alongside.people.devices import UNKNOWN
from alongside.people.models import Member, Session
from alongside.people.viewer import Viewer

MARK_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    mark: str
    device: str
    began_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class SecurityPage:
    """`codes_left` is None where there are no recovery codes."""

    email: str
    has_password: bool
    passkeys: tuple[Passkey, ...]
    app_since: datetime | None
    codes_left: int | None
    outside_ids: tuple[int, ...]
    sessions: tuple[SignedIn, ...]

    @property
    def has_second_step(self) -> bool:
        return bool(self.passkeys or self.app_since)


def security_page(viewer: Viewer, session_key: str) -> SecurityPage:
    member = Member.objects.get(pk=viewer.me)
    steps: list[Any] = list(Authenticator.objects.filter(user_id=member.pk).order_by("pk"))
    apps = [step for step in steps if step.type == Authenticator.Type.TOTP]
    codes = [step for step in steps if step.type == Authenticator.Type.RECOVERY_CODES]
    outside = SocialAccount.objects.filter(user_id=member.pk).order_by("pk")
    return SecurityPage(
        email=member.email or "",
        has_password=member.has_usable_password(),
        passkeys=tuple(_passkey(step) for step in steps if step not in (*apps, *codes)),
        app_since=apps[0].created_at if apps else None,
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
        outside_ids=tuple(outside.values_list("pk", flat=True)),
        sessions=_signed_in(member.pk, session_key),
    )


def session_mark(key: str) -> str:
    """A name for a session that may stand in a page: the key itself would let anybody in."""
    return salted_hmac("alongside.people.session", key, algorithm="sha256").hexdigest()[
        :MARK_LENGTH
    ]


def sessions_of(member_id: int) -> list[Session]:
    """Where this member is signed in now, the newest first."""
    standing = Session.objects.filter(member_id=member_id, expire_date__gt=timezone.now())
    return list(standing.order_by("-began_at", "session_key"))


def _passkey(step: Any) -> Passkey:
    return Passkey(step.pk, step.wrap().name, step.created_at, step.last_used_at)


def _signed_in(member_id: int, here: str) -> tuple[SignedIn, ...]:
    """This one first."""
    rows = [
        SignedIn(
            session_mark(one.session_key),
            one.device or UNKNOWN,
            one.began_at,
            one.session_key == here,
        )
        for one in sessions_of(member_id)
    ]
    return tuple(sorted(rows, key=lambda row: not row.here))
