"""Work that is done afterwards, away from the person who waits for a page."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.people import actions
from alongside.people.models import Member, Role

UNFINISHED_AFTER = timedelta(days=3)


def promote_newcomer(member_id: int) -> None:
    """After somebody posted: a newcomer with enough posts becomes a member."""
    actions.promote_newcomer(member_id, settings.ALONGSIDE.newcomer_posts)


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
