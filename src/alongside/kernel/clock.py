"""Times as people read them: their own zone, the abbreviation that was right on that date."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
MINUTE, HOUR, DAY = 60, 3600, 86400


def aware(value: datetime) -> datetime:
    """A time straight from the database, which SQLite hands over without its zone (UTC)."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if not name.startswith("posix"))


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None for anything else."""
    return ZoneInfo(name) if name in zone_names() else None


def day(at: datetime, where: ZoneInfo) -> str:
    """`23 April 2021`."""
    local = at.astimezone(where)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def when(at: datetime, where: ZoneInfo) -> str:
    """`23 April 2021, 4:06 pm EDT`. Zones without letters are shown as `UTC+3`."""
    local = at.astimezone(where)
    half = "am" if local.hour < 12 else "pm"
    return (
        f"{local.day} {MONTHS[local.month - 1]} {local.year}, "
        f"{local.hour % 12 or 12}:{local.minute:02} {half} {_abbreviation(local)}"
    )


def clock_time(at: datetime, where: ZoneInfo) -> str:
    """`4:06 pm`."""
    local = at.astimezone(where)
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02} {half}"


def _abbreviation(local: datetime) -> str:
    name = local.tzname() or ""
    if not name or name[0] not in "+-":
        return name
    sign, hours, minutes = name[0], name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{sign}{hours}" + (f":{minutes}" if minutes not in ("", "00") else "")


def ago(at: datetime, now: datetime, where: ZoneInfo) -> str:
    """A rough age for lists, in whole days so that a kept page stays true all day."""
    here, there = now.astimezone(where).date(), at.astimezone(where).date()
    days = (here - there).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    if here.year == there.year:
        return f"{there.day} {MONTHS[there.month - 1]}"
    return f"{MONTHS[there.month - 1]} {there.year}"


def span(start: datetime, end: datetime) -> str:
    """`15 minutes`, `17 hours`, `2 days`: whole units, rounded down, never less than a minute."""
    seconds = max(0, int((end - start).total_seconds()))
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            return count(seconds // size, word, word + "s")
    return "less than a minute"


def count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
