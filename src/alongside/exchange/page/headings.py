"""The line that opens a post: who wrote it, and when the wall clock said so."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from alongside.exchange.page.lines import Line
from alongside.exchange.page.shapes import PageError

EXAMPLE = "NAME, April 23, 2021 4:06pm EST"

_LENGTH_LIMIT = 200  # a longer line is somebody's words
# Not from `calendar`, which follows the machine's language.
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_HEADING = re.compile(
    r"(?P<author>\S.*), (?P<month>[A-Za-z]{3,9}) (?P<day>[0-9]{1,2}), (?P<year>[0-9]{4}) "
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}) ?(?P<half>[ap]m) "
    r"(?P<zone>[A-Z]{1,5}([+-][0-9]{1,2}(:?[0-9]{2})?)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A heading as printed; whether its date exists is asked by `instant_of`."""

    line: Line
    author: str
    wall: re.Match[str]


def heading_on(line: Line) -> Heading | None:
    """The heading that the line is, as a whole, or None. Any month-like word is taken as one."""
    if len(line.text) > _LENGTH_LIMIT:
        return None
    match = _HEADING.fullmatch(line.words)
    return Heading(line, match["author"], match) if match else None


def instant_of(heading: Heading, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which a clock on a wall in `zone` showed the printed time.

    The printed zone is not believed: sites print EST all year. It only decides in the hour that
    happens twice in autumn, where it says which of the two was meant; when it names neither, the
    earlier is taken. A time in the hour that spring skips is read as by a clock that nobody had
    set forward yet, so it moves on by the skipped hour: an odd time is no reason to lose a
    conversation. A date or time that does not exist at all raises PageError.
    """
    try:
        wall = _wall_time(heading.wall).replace(tzinfo=zone)
        return _which_of_two(wall, heading.wall["zone"]).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PageError(
            heading.line.number,
            "this date or time does not exist; put it right in the file and try again",
        ) from None


def _wall_time(match: re.Match[str]) -> datetime:
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    afternoon = match["half"].lower() == "pm"
    return datetime(  # noqa: DTZ001 - the zone is put on by the one caller
        int(match["year"]),
        _month(match["month"].lower()),
        int(match["day"]),
        hour % 12 + 12 * afternoon,
        int(match["minute"]),
    )


def _month(name: str) -> int:
    """1 to 12 for a full English name, its first three letters, or "sept"; else ValueError."""
    short = "sep" if name == "sept" else name
    return 1 + [month if len(short) > 3 else month[:3] for month in _MONTHS].index(short)


def _which_of_two(wall: datetime, printed_zone: str) -> datetime:
    earlier, later = wall.replace(fold=0), wall.replace(fold=1)
    # Only where clocks went back is the later offset the smaller one.
    happens_twice = _offset(later) < _offset(earlier)
    named = printed_zone.upper()
    return later if happens_twice and named == later.tzname() != earlier.tzname() else earlier


def _offset(moment: datetime) -> float:
    offset = moment.utcoffset()
    return offset.total_seconds() if offset else 0.0
