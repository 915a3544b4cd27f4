"""The page of notices: by day, and on each day by conversation, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from alongside.discussions.reads.posts import post_address
from alongside.kernel.clock import aware
from alongside.kernel.paging import Cursor
from alongside.kernel.queries import row, rows, time_value
from alongside.notifications.models import Kind
from alongside.notifications.rules import notice_seen_sql
from alongside.people.viewer import Viewer

A_PAGE = 40
_TABLES = (
    " FROM notifications_notice n LEFT JOIN discussions_topic t ON t.id = n.topic_id"
    " LEFT JOIN discussions_space s ON s.id = t.space_id"
    " LEFT JOIN discussions_post p ON p.id = n.post_id"
)
_LINE = "n.id, n.kind, n.at, n.read_at IS NULL, t.id, t.title, s.name, COALESCE(m.name, '')"
SOMEBODY = "Somebody who left"
# What weighs most stands first; every other kind comes after.
_ORDER = tuple(
    dict.fromkeys((Kind.UNCOVERED, Kind.QUOTE, Kind.SILENCE, Kind.REPLY, Kind.SPACE_TOPIC, *Kind))
)


class _Line(NamedTuple):
    id: int
    kind: str
    at: datetime
    unread: bool
    topic_id: int | None
    title: str
    space: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Notices of one kind in one conversation on one day, told as one.

    `id` is the one to open: the first that is unread, else the newest.
    """

    id: int
    kind: str
    who: str
    count: int
    unread: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """`topic_id` is None where it is about none."""

    topic_id: int | None
    title: str
    space: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Day:
    at: datetime
    conversations: tuple[Conversation, ...]


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """`newest` is the last notice there is; `older` leads to the next page, "" on the last one."""

    days: tuple[Day, ...]
    newest: int
    older: str


def notices_page(viewer: Viewer, before: str = "") -> NoticesPage:
    """By time and not by row: a notice of messages that still waits moves to the latest of them.

    Args:
        before: the cursor of the page above; anything else begins with the newest.
    """
    seen, values = notice_seen_sql(viewer)
    cursor = Cursor.read(before)
    older, given = ("", []) if cursor is None else _before(cursor)
    found = rows(
        f"SELECT {_LINE}{_TABLES} LEFT JOIN people_member m ON m.id = p.author_id"
        f" WHERE {seen}{older} ORDER BY n.at DESC, n.id DESC LIMIT %s",
        [*values, *given, A_PAGE + 1],
    )
    lines = [_line(columns) for columns in found[:A_PAGE]]
    by_day = groupby(lines, key=lambda line: line.at.astimezone(viewer.zone).date())
    return NoticesPage(
        tuple(_day(list(some)) for _, some in by_day),
        max((line.id for line in lines), default=0),
        str(Cursor(lines[-1].at, lines[-1].id)) if len(found) > A_PAGE else "",
    )


def _before(cursor: Cursor) -> tuple[str, list[object]]:
    return " AND (n.at, n.id) < (%s, %s)", [time_value(cursor.at), cursor.id]


def _line(columns: tuple[object, ...]) -> _Line:
    line = _Line(*columns)  # type: ignore[arg-type]
    return line._replace(at=aware(line.at), unread=bool(line.unread))


def _day(lines: list[_Line]) -> Day:
    topics = dict.fromkeys(line.topic_id for line in lines)
    return Day(
        lines[0].at,
        tuple(
            _conversation([line for line in lines if line.topic_id == topic]) for topic in topics
        ),
    )


def _conversation(lines: list[_Line]) -> Conversation:
    first = lines[0]
    kinds = [[line for line in lines if line.kind == kind] for kind in _ORDER]
    return Conversation(
        first.topic_id, first.title or "", first.space or "",
        tuple(_entry(some) for some in kinds if some),
    )  # fmt: skip


def _entry(lines: list[_Line]) -> Entry:
    unread = [line for line in lines if line.unread]
    opened = unread[-1] if unread else lines[0]
    return Entry(
        opened.id, opened.kind, some_names(line.name for line in reversed(lines)),
        len(lines), len(unread), lines[0].at,
    )  # fmt: skip


def some_names(names: Iterable[str]) -> str:
    """`Ruthanne`, `Ruthanne and Gwen`, `Ruthanne, Gwen and 2 others`."""
    each = [name or SOMEBODY for name in dict.fromkeys(names)]
    if len(each) <= 2:
        return " and ".join(each)
    rest = len(each) - 2
    return f"{each[0]}, {each[1]} and {'1 other' if rest == 1 else f'{rest} others'}"


def notice_address(viewer: Viewer, notice_id: int) -> str | None:
    """Where a notice leads; None for one that is not this person's, or tells of nothing now."""
    seen, values = notice_seen_sql(viewer)
    found = row(
        f"SELECT n.topic_id, p.number, n.address{_TABLES} WHERE n.id = %s AND {seen}",
        [notice_id, *values],
    )
    if found is None:
        return None
    topic_id, number, address = found
    return str(address) or post_address(topic_id, number or 1)
