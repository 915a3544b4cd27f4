"""Letting a device hear of notices, and taking that back."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404

from alongside.kernel.verdicts import Refused
from alongside.notifications.models import Delivery, PushAddress
from alongside.notifications.push.endpoints import may_push_to
from alongside.notifications.push.owing import owe_trial
from alongside.people.models import Member
from alongside.people.viewer import Viewer

# More devices than anybody has; the oldest goes.
MOST = 10
POINT_BYTES, SECRET_BYTES = 65, 16
NOT_AN_ADDRESS = (
    "Your browser did not give us an address for notices. Nothing was changed. Load this page "
    "again, then try once more. It needs a browser with scripts turned on."
)
NO_DEVICE_YET = "No device hears of notices yet. Turn them on first, on the device itself."


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gave us, as it says it (W3C Push API)."""

    endpoint: str
    p256dh: str
    auth: str


def hear_on_device(viewer: Viewer, session_key: str, given: Subscription) -> PushAddress:
    """Notices of this person come to that browser from now on, until its session ends.

    An address that was somebody else's moves: two people cannot hear in one browser.

    Raises:
        Refused: that is no address of a push service.
    """
    if not _is_whole(given):
        raise Refused(NOT_AN_ADDRESS)
    with transaction.atomic():
        address, _ = PushAddress.objects.update_or_create(
            endpoint=given.endpoint,
            defaults={
                "member_id": viewer.me, "session_id": session_key, "p256dh": given.p256dh,
                "auth": given.auth,
            },
        )  # fmt: skip
        mine = PushAddress.objects.filter(member_id=viewer.me).order_by("-pk")
        PushAddress.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
    return address


def stop_hearing(viewer: Viewer, push_id: int) -> None:
    """Raises Http404 where it is not theirs."""
    gone, _ = PushAddress.objects.filter(member_id=viewer.me, pk=push_id).delete()
    if not gone:
        raise Http404


@transaction.atomic
def try_out(viewer: Viewer) -> Delivery:
    """Raises Refused where no device would hear it."""
    if not PushAddress.objects.filter(member_id=viewer.me).exists():
        raise Refused(NO_DEVICE_YET)
    return owe_trial(Member.objects.get(pk=viewer.me))


def _is_whole(given: Subscription) -> bool:
    point, secret = _bytes(given.p256dh), _bytes(given.auth)
    keys = len(point) == POINT_BYTES and point[:1] == b"\x04" and len(secret) == SECRET_BYTES
    return keys and may_push_to(given.endpoint)


def _bytes(text: str) -> bytes:
    """base64url; nothing for anything else."""
    if len(text) > 100 or not text.isascii():
        return b""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
