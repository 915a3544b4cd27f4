"""Makes the viewer of a member: of the one who asks for a page, or of one whom a mail goes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from alongside.kernel import clock
from alongside.people.choices import countries_of_zones
from alongside.people.models import STAFF_ROLES, Audience, Block, Role
from alongside.people.viewer import Viewer
from alongside.people.wordings import story_version


class Known(Protocol):
    """What a viewer is made of: a member, or the columns that came with a session."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def has_blocks(self) -> bool: ...
    @property
    def unread_notices(self) -> int: ...
    @property
    def story_consent(self) -> int: ...
    @property
    def unread_messages(self) -> int: ...
    @property
    def leaving_since(self) -> object: ...


def viewer_of(member: Known, *, zone: str | None = None, country: str | None = None) -> Viewer:
    """Asks one question more for the few whom a block names.

    Args:
        zone, country: what a browser told, where the member chose none.
    """
    zone = member.zone if zone is None else zone
    country = member.country if country is None else country
    return Viewer(
        member.id, member.name, member.role, zone_of(zone), country_of(country, zone),
        hidden=hidden_from(member.id) if member.has_blocks else frozenset(),
        unread_notices=member.unread_notices,
        may_keep_stories=member.story_consent == story_version(),
        unread_messages=member.unread_messages,
        leaving=member.leaving_since is not None,
    )  # fmt: skip


def onlooker(like: Viewer, audience: str) -> Viewer:
    """Somebody of an audience whom nobody knows: to see one's own page through their eyes."""
    if audience == Audience.EVERYONE:
        return replace(like, id=None, name="", role="", hidden=frozenset())
    role = Role.MODERATOR if audience == Audience.STAFF else Role.MEMBER
    return replace(like, id=0, name="", role=role.value, hidden=frozenset())


def hidden_from(member_id: int) -> frozenset[int]:
    """The people whom a block hides from this one, whichever side blocked.

    A block sleeps while one of the two is staff: they have to read all, and to be read by all.
    """
    pairs = Block.objects.filter(Q(member_id=member_id) | Q(other_id=member_id)).exclude(
        Q(member__role__in=STAFF_ROLES) | Q(other__role__in=STAFF_ROLES)
    )
    return frozenset(one for pair in pairs.values_list("member_id", "other_id") for one in pair) - {
        member_id
    }


def zone_of(name: str) -> ZoneInfo:
    """The reader's zone; the community's own where that is not known (or no longer exists)."""
    return (name and clock.zone(name)) or ZoneInfo(settings.ALONGSIDE.time_zone)


def country_of(code: str, zone: str) -> str:
    """The country somebody chose; else the one their zone lies in; else the community's own."""
    return code or countries_of_zones().get(zone) or str(settings.ALONGSIDE.country)
