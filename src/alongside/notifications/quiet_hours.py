"""Quiet hours: nothing goes out while somebody sleeps, by their own clock.

Shared by what makes deliveries and by what sends them: hours may have been set in between.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.notifications.models import Preference


def quiet_until(preference: Preference, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When the quiet hours end in which `now` lies; None outside them.

    On the two days a year on which an hour is missing or comes twice, the end is the first moment
    at which that person's clock shows it or a later time.
    """
    begin, end = preference.quiet_from, preference.quiet_until
    local = now.astimezone(zone)
    if begin is None or end is None or not _within(local.hour, begin, end):
        return None
    day = local.date() if local.hour < end else local.date() + timedelta(days=1)
    ends = datetime.combine(day, time(end % 24), tzinfo=zone).astimezone(now.tzinfo)
    return ends if ends > now else None


def _within(hour: int, begin: int, end: int) -> bool:
    """Whether from `begin` to before `end`, over midnight where `end` comes first."""
    return begin <= hour < end if begin <= end else hour >= begin or hour < end
