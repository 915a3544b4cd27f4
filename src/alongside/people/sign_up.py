"""A sign-up under way looks the same from outside, whether or not its address has an account.

Where it has one, a row that nobody can sign in to takes the chosen name all the same: otherwise
somebody could tell by asking for that name once more. Both rows go after a few days, and at once
where the person who made them mistyped the address and writes another.
"""

from __future__ import annotations

import secrets

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.base import SessionBase

from alongside.people.models import Member, Role

CHANGES = 2
_UNDER_WAY = "sign_up"
# A domain that is nobody's (RFC 2606).
_NOWHERE = "taken.invalid"


def hold_name(name: str) -> Member:
    """For a sign-up that leads nowhere."""
    address = f"{secrets.token_hex(16)}@{_NOWHERE}"
    member = Member.objects.create_member(name, address, is_active=False)
    EmailAddress.objects.create(user=member, email=address, verified=False, primary=True)
    return member


def remember(session: SessionBase, member: Member) -> None:
    changes = (session.get(_UNDER_WAY) or {}).get("changes", -1) + 1
    session[_UNDER_WAY] = {"member": member.pk, "name": member.name, "changes": changes}


def chosen_name(session: SessionBase) -> str:
    """The name of the sign-up under way here; empty where there is none, or no change is left."""
    under_way = session.get(_UNDER_WAY) or {}
    return under_way.get("name", "") if under_way.get("changes", CHANGES) < CHANGES else ""


def unfinished(session: SessionBase) -> Member | None:
    """Whose name it takes: a row that nobody has come in with yet."""
    key = (session.get(_UNDER_WAY) or {}).get("member", 0)
    rows = Member.objects.filter(pk=key, last_login=None, post_count=0, role=Role.NEWCOMER)
    return rows.exclude(emailaddress__verified=True).first()
