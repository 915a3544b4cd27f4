"""The time zones and countries a person may choose from, in words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# The zones of most readers, first in the list; the rest follow by name.
COMMON = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Halifax",
    "America/Toronto",
    "America/Vancouver",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Paris",
    "Australia/Sydney",
    "Australia/Perth",
    "Pacific/Auckland",
)


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    """Pairs (IANA name, words): the common zones, then every zone that a country has."""
    every = {line[2] for line in _table("zone.tab")}
    rest = sorted(every - set(COMMON))
    return tuple((name, words(name)) for name in (*COMMON, *rest))


def words(name: str) -> str:
    """ "America/New_York" as people say it: "New York (America)"."""
    place, _, city = name.replace("_", " ").rpartition("/")
    return f"{city} ({place.replace('/', ', ')})" if place else city


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """Pairs (ISO 3166 code, name), by name, as the time zone database lists them."""
    pairs = [(line[0], line[1]) for line in _table("iso3166.tab")]
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


@cache
def known_countries() -> frozenset[str]:
    return frozenset(code for code, _ in country_choices())


@cache
def countries_of_zones() -> dict[str, str]:
    """IANA name to ISO 3166 code, as the time zone database places each zone."""
    return {line[2]: line[0] for line in _table("zone.tab")}


def _table(name: str) -> list[list[str]]:
    """A table of the tzdata package: fields parted by tabs, comments after #."""
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
