"""Whose time is up: their accounts are deleted one by one, beside the worker."""

from __future__ import annotations

import logging

from alongside.exchange.leaving.erasing import erase_leaving
from alongside.exchange.models import Leaving
from alongside.work.leases import lease, put_off

LEASE_SECONDS = 30 * 60
log = logging.getLogger(__name__)


def erase_due() -> int:
    """Says how many were tried. One that fails is tried again, and `alongside doctor` tells."""
    rows = lease(
        Leaving.objects.select_related("member").order_by("next_at", "pk"), 1, LEASE_SECONDS
    )
    for leaving in rows:
        try:
            erase_leaving(leaving)
        except Exception as error:
            log.exception("An account could not be deleted; it will be tried again")
            put_off(leaving, type(error).__name__)
    return len(rows)
