"""Trying again at once: after whoever runs the place has put right what was wrong."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alongside.kernel.verdicts import Refused
from alongside.notifications.models import Delivery, DeliveryState
from alongside.people.rules import ADMINISTRATORS_ONLY
from alongside.people.viewer import Viewer


@transaction.atomic
def retry_failed() -> int:
    """All that failed or was given up, but for what had to be forgotten. Says how many.

    Each is checked again before it goes: what was read meanwhile, or would go to an address that
    is stopped, does not.
    """
    rows = Delivery.objects.filter(state__in=[DeliveryState.FAILED, DeliveryState.GAVE_UP])
    whole = Q(member__isnull=False) | ~Q(raw=b"")
    return rows.filter(whole).update(state=DeliveryState.FAILED, next_at=timezone.now(), attempts=0)


def retry_failed_as(viewer: Viewer) -> int:
    if not viewer.is_administrator:
        raise Refused(ADMINISTRATORS_ONLY.reason)
    return retry_failed()
