"""The ledger is no archive: what ended long ago goes, and so do stops of addresses that are
nobody's any more."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.notifications.models import Delivery, StoppedAddress
from alongside.people.models import Member
from alongside.work.models import OPEN_STATES

KEPT = timedelta(days=90)
AT_ONCE = 500


def forget_old_deliveries() -> int:
    """Some at a time, so that people who post get their turn. Says how many."""
    old = Delivery.objects.filter(made_at__lt=timezone.now() - KEPT).exclude(state__in=OPEN_STATES)
    gone = 0
    while found := list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(pk__in=found).delete()
        gone += len(found)
    return gone


def forget_nobodys_stops() -> int:
    owner = Member.objects.filter(email__iexact=OuterRef("email"))
    return StoppedAddress.objects.filter(~Exists(owner)).delete()[0]
