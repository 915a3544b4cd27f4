"""Whether the second step was taken in this session: what staff need to act as staff.

allauth writes down in the session how somebody signed in; this reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

_STEP = "mfa"


def took_second_step(session: SessionBase | Mapping[str, Any]) -> bool:
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ()
    return any(record.get("method") == _STEP for record in records)


def take_second_step(request: HttpRequest, user: AbstractBaseUser, kind: str) -> None:
    """Who has just set one up has shown that they have it."""
    record_authentication(request, user, _STEP, type=kind, reauthenticated=True)


def forget_second_step(session: SessionBase) -> None:
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != _STEP
    ]


def has_second_step(member_id: int) -> bool:
    """A recovery code alone is none: it stands in for one that was lost."""
    found = Authenticator.objects.filter(user_id=member_id)
    return found.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
