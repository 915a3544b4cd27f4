"""Asking to leave, and taking that back while there is time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.exchange.leaving.letters import say_asked
from alongside.exchange.models import Leaving, LeavingChoice
from alongside.exchange.rules import may_leave
from alongside.kernel.verdicts import demand
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer


def last_day(now: datetime) -> datetime:
    return now + timedelta(days=settings.ALONGSIDE.leaving_days)


@transaction.atomic
def ask_to_leave(viewer: Viewer, choice: LeavingChoice) -> Leaving:
    """From now on they are signed out everywhere. Nothing is deleted before the last day.

    Raises:
        Refused: for the last administrator who stays.
    """
    # Two administrators who leave in the same moment take turns here.
    list(Member.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
    member = Member.objects.select_for_update().get(pk=viewer.me)
    demand(may_leave(viewer))
    now = timezone.now()
    leaving, _ = Leaving.objects.get_or_create(
        member=member, defaults={"choice": choice, "asked_at": now, "next_at": last_day(now)}
    )
    Member.objects.filter(pk=member.pk).update(leaving_since=leaving.asked_at)
    member.sessions.all().delete()
    if member.email:
        say_asked(member.email, member.name, leaving.next_at, viewer.zone)
    return leaving


@transaction.atomic
def keep_account(viewer: Viewer) -> None:
    """As if they had never asked. Where nothing was asked, nothing changes."""
    # The row first, as the one who deletes the account does: one of the two comes too late.
    list(Leaving.objects.select_for_update().filter(member_id=viewer.me))
    Leaving.objects.filter(member_id=viewer.me).delete()
    Member.objects.filter(pk=viewer.me).update(leaving_since=None)
