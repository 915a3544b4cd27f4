"""What ends a way in: sessions of one's own, second steps that were lost, an outside service."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q

from alongside.people.models import Member, Session
from alongside.people.reads.security import session_mark, sessions_of


def end_session(member_id: int, mark: str) -> bool:
    """Says whether there was one of that mark."""
    ended = [one.pk for one in sessions_of(member_id) if session_mark(one.session_key) == mark]
    return bool(Session.objects.filter(pk__in=ended).delete()[0])


def end_other_sessions(member_id: int, *, keep: str) -> int:
    """Everywhere else: who is signed in, and who was sent a code to be. Says how many."""
    theirs = Session.objects.filter(Q(member_id=member_id) | Q(pending_for_id=member_id))
    return theirs.exclude(pk=keep).delete()[0]


@transaction.atomic
def forget_second_steps(member: Member) -> int:
    """For somebody who lost them all. Ends every session too; says how many steps there were."""
    gone = Authenticator.objects.filter(user_id=member.pk).delete()[0]
    end_other_sessions(member.pk, keep="")
    return gone


@transaction.atomic
def end_outside(member_id: int, account_id: int, service: str) -> None:
    """Not sign in with the outside service any more. A mail says so, in case it was not them."""
    gone, _ = SocialAccount.objects.filter(user_id=member_id, pk=account_id).delete()
    if gone:
        get_adapter().send_notification_mail(
            "socialaccount/email/account_disconnected",
            Member.objects.get(pk=member_id),
            {"provider": {"name": service}},
        )
