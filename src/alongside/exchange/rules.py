"""Who may take their data along, and who may leave."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from alongside.exchange.models import DataExport
from alongside.kernel.verdicts import YES, Verdict
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer
from alongside.work.models import WorkState

SIGN_IN = Verdict(allowed=False, reason="Sign in to see your data.")
LAST_ONE = Verdict(
    allowed=False,
    reason="You are the only administrator here. Without you, nobody could look after this place. "
    "Give somebody else that role first, then you can go.",
)


def may_take_data(viewer: Viewer) -> Verdict:
    return YES if viewer.signed_in else SIGN_IN


def may_leave(viewer: Viewer) -> Verdict:
    """Anybody, as long as somebody stays who looks after the place."""
    if not viewer.signed_in:
        return SIGN_IN
    if viewer.role == Role.ADMINISTRATOR and not other_administrators(viewer).exists():
        return LAST_ONE
    return YES


def other_administrators(viewer: Viewer) -> QuerySet[Member]:
    """Those who stay: whoever is leaving too does not count."""
    staying = Member.objects.filter(role=Role.ADMINISTRATOR, is_active=True, leaving_since=None)
    return staying.exclude(pk=viewer.id or 0)


def exports_of(viewer: Viewer, session_key: str | None) -> QuerySet[DataExport]:
    """The one that was asked for in this very session; for any other it does not exist."""
    return DataExport.objects.filter(member_id=viewer.id or 0, session_id=session_key or "")


def exports_ready(viewer: Viewer, session_key: str | None) -> QuerySet[DataExport]:
    ready = exports_of(viewer, session_key).filter(state=WorkState.SENT)
    return ready.filter(ends_at__gt=timezone.now())
