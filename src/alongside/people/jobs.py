"""Work that is done afterwards, away from the person who waits for a page."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.people import actions
from alongside.people.adapter import AccountAdapter
from alongside.people.models import Member, Role

UNFINISHED_AFTER = timedelta(days=3)


def promote_newcomer(member_id: int) -> None:
    """After somebody posted: a newcomer with enough posts becomes a member."""
    actions.promote_newcomer(member_id, settings.ALONGSIDE.newcomer_posts)


def tell_of_staff_role(member_id: int, role: str) -> None:
    """Who gets a staff role hears what it needs: without a second step it is not in force."""
    member = Member.objects.filter(pk=member_id, role=role, is_active=True).first()
    if member is None or not member.is_staff_role or not member.email:
        return
    words = {
        "name": member.name,
        "role": member.get_role_display(),
        "needs_step": settings.ALONGSIDE.staff_need_second_factor,
    }
    AccountAdapter().send_mail("account/email/staff_role", member.email, words)


@transaction.atomic
def forget_unfinished_sign_ups() -> int:
    """Sign-ups whose address was never proven go, so that the name is free again. Says how many.

    Only those that allauth waits for: people made in another way have no unproven address.
    """
    unfinished = Member.objects.filter(
        emailaddress__verified=False,
        last_login=None,
        post_count=0,
        role=Role.NEWCOMER,
        joined_at__lt=timezone.now() - UNFINISHED_AFTER,
    ).exclude(emailaddress__verified=True)
    gone = list(unfinished.distinct().values_list("pk", flat=True))
    Member.objects.filter(pk__in=gone).delete()
    return len(gone)
