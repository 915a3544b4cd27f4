"""The page of notices on devices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.notifications.models import PushAddress
from alongside.notifications.modes import preference_of
from alongside.notifications.push.keys import public_key
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Device:
    id: int
    name: str
    since: datetime
    this_one: bool


@dataclass(frozen=True, slots=True)
class PushPage:
    """`wanted` is False where this person turned pushes off for all devices."""

    key: str
    devices: tuple[Device, ...]
    wanted: bool
    stories: bool

    @property
    def here(self) -> bool:
        return any(device.this_one for device in self.devices)


def push_page(viewer: Viewer, session_key: str) -> PushPage:
    addresses = PushAddress.objects.filter(member_id=viewer.me).select_related("session")
    preference = preference_of(viewer.me)
    devices = tuple(
        Device(
            one.pk, one.session.device or "A browser", one.made_at, one.session_id == session_key
        )
        for one in addresses.order_by("-pk")
    )
    return PushPage(public_key(), devices, preference.push, preference.stories_in_mail)
