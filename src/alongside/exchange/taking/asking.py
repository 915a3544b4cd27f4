"""Asking for one's data: made for the session that asked, once at a time."""

from __future__ import annotations

from django.db import transaction

from alongside.exchange.models import DataExport
from alongside.exchange.rules import exports_of, may_take_data
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer
from alongside.work.models import OPEN_STATES


def ask_for_data(viewer: Viewer, session_key: str) -> DataExport:
    """One that is being made is found again; one that is ready is made anew.

    Raises:
        Refused: not signed in.
    """
    demand(may_take_data(viewer))
    with transaction.atomic():
        earlier = exports_of(viewer, session_key).select_for_update().first()
        if earlier and earlier.state in OPEN_STATES:
            return earlier
        if earlier:
            earlier.delete()
        return DataExport.objects.create(member_id=viewer.me, session_id=session_key)
