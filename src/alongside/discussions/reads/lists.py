"""Lists of conversations: newest, unanswered, followed; each one query, by keyset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.discussions.reads.people import PERSON, person
from alongside.discussions.reads.places import SPACE, SPACE_WIDTH, space_line, space_of
from alongside.discussions.reads.shapes import (
    FollowingPage,
    NearbyLine,
    SpaceLine,
    TopicLine,
    TopicListPage,
)
from alongside.discussions.rules import (
    may_ask,
    space_seen_sql,
    standing_near_sql,
    topic_seen_sql,
)
from alongside.kernel.clock import aware
from alongside.kernel.paging import Cursor
from alongside.kernel.queries import rows, time_value
from alongside.people.viewer import Viewer

PER_PAGE = 20
SHOWS = ("newest", "unanswered", "followed")

LINE = (
    f"t.id, t.title, t.kind, {PERSON}, s.slug, s.name, t.created_at, t.last_post_at,"
    " t.reply_count, t.last_number, t.locked_at IS NOT NULL, t.sample"
)
TABLES = (
    " FROM discussions_topic t JOIN discussions_space s ON s.id = t.space_id"
    " LEFT JOIN people_member m ON m.id = t.author_id"
)
MARKS = (
    " LEFT JOIN discussions_readmark r ON r.topic_id = t.id AND r.member_id = %s"
    " LEFT JOIN discussions_topicfollow f ON f.topic_id = t.id AND f.member_id = %s"
)
FOLLOWED_SPACE = " LEFT JOIN discussions_spacefollow sf ON sf.space_id = s.id AND sf.member_id = %s"
MY_OWN = (
    "(t.author_id = %s OR t.id IN"
    " (SELECT a.topic_id FROM discussions_anonymousasker a WHERE a.member_id = %s))"
)
NOT_MUTED = (
    "NOT EXISTS (SELECT 1 FROM people_mute pm"
    " WHERE pm.member_id = %s AND pm.other_id = t.author_id)"
)
NEWEST_FIRST = " ORDER BY t.last_post_at DESC, t.id DESC LIMIT %s"


def line(columns: tuple[Any, ...]) -> TopicLine:
    """A row of LINE, with the reader's mark and follow behind it where MARKS was joined."""
    topic_id, title, kind, member_id, name, role, claimed, slug, space, created, last = columns[:11]
    replies, number, locked, sample, *marks = columns[11:]
    return TopicLine(
        topic_id, title, kind, person(member_id, name, role, claimed), slug, space,
        aware(created), aware(last), replies, number, bool(locked), bool(sample),
        mark=(marks[0] or 0) if marks else None,
        followed=bool(marks and marks[1]),
    )  # fmt: skip


def _lines(
    viewer: Viewer,
    where: Sequence[str],
    values: Sequence[object],
    limit: int,
    *,
    joined: str = "",
) -> list[TopicLine]:
    """Seen conversations that meet every condition, newest first."""
    seen, seen_values = topic_seen_sql(viewer)
    marks = [viewer.id, viewer.id] if viewer.signed_in else []
    columns = f"{LINE}, r.last_number, f.id IS NOT NULL" if marks else LINE
    conditions = " AND ".join(["t.removed_at IS NULL", seen, *where])
    sql = f"SELECT {columns}{TABLES}{MARKS if marks else ''}{joined}"
    found = rows(
        f"{sql} WHERE {conditions}{NEWEST_FIRST}",
        [*marks, *([viewer.id] if joined else []), *seen_values, *values, limit],
    )
    return [line(columns) for columns in found]


def newest(viewer: Viewer, limit: int, *, unanswered: bool = False) -> tuple[TopicLine, ...]:
    where = ["t.reply_count = 0"] if unanswered else []
    return tuple(_lines(viewer, where, [], limit))


def nearby(viewer: Viewer, space_id: int, topic_id: int, limit: int) -> tuple[NearbyLine, ...]:
    """The newest other conversations of a space already known to be seen."""
    standing, values = standing_near_sql(viewer)
    found = rows(
        "SELECT t.id, t.title, t.reply_count, t.last_post_at FROM discussions_topic t"  # noqa: S608
        f" WHERE {standing} AND t.space_id = %s AND t.id <> %s{NEWEST_FIRST}",
        [*values, space_id, topic_id, limit],
    )
    return tuple(
        [NearbyLine(row_id, title, count, aware(at)) for row_id, title, count, at in found]
    )


def _after(after: str) -> tuple[list[str], list[object]]:
    cursor = Cursor.read(after)
    if cursor is None:
        return [], []
    return ["(t.last_post_at, t.id) < (%s, %s)"], [time_value(cursor.at), cursor.id]


def _older(topics: list[TopicLine]) -> str:
    if len(topics) <= PER_PAGE:
        return ""
    last = topics[PER_PAGE - 1]
    return str(Cursor(last.last_post_at, last.id))


def topic_list(
    viewer: Viewer, *, slug: str = "", show: str = "newest", after: str = ""
) -> TopicListPage | None:
    """A page of conversations, of one space or of all. None where the space is not seen."""
    found = space_line(viewer, slug) if slug else None
    if slug and found is None:
        return None
    where, values = _after(after)
    if found:
        where, values = [*where, "t.space_id = %s"], [*values, found[0].id]
    if show == "unanswered":
        where = [*where, "t.reply_count = 0"]
    if show == "followed":
        where = [*where, "f.id IS NOT NULL"]
    topics = _lines(viewer, where, values, PER_PAGE + 1)
    space, section, following = found or (None, "", False)
    return TopicListPage(
        show, tuple(topics[:PER_PAGE]), _older(topics), space, section, following, may_ask(viewer)
    )


def following_page(viewer: Viewer, after: str = "") -> FollowingPage:
    """What is new in what this person follows: unread posts, and new topics of their spaces.

    Without the conversations of people they muted.
    """
    where, values = _after(after)
    new = (
        "t.last_number > COALESCE(r.last_number, 0)"
        " AND (f.id IS NOT NULL OR (sf.id IS NOT NULL AND t.created_at >= sf.since))"
    )
    unmuted = (
        "NOT EXISTS (SELECT 1 FROM discussions_topicmute q"
        " WHERE q.member_id = %s AND q.topic_id = t.id)"
    )
    where, values = [new, unmuted, NOT_MUTED, *where], [viewer.id, viewer.id, *values]
    topics = _lines(viewer, where, values, PER_PAGE + 1, joined=FOLLOWED_SPACE)
    return FollowingPage(tuple(topics[:PER_PAGE]), followed_spaces(viewer), _older(topics))


def followed_spaces(viewer: Viewer) -> tuple[SpaceLine, ...]:
    seen, values = space_seen_sql(viewer)
    sql = (
        f"SELECT {SPACE} FROM discussions_space s"  # noqa: S608
        " JOIN discussions_spacefollow f ON f.space_id = s.id AND f.member_id = %s"
        f" WHERE {seen} ORDER BY s.name"
    )
    return tuple(space_of(found[:SPACE_WIDTH]) for found in rows(sql, [viewer.id, *values]))


def member_topics(viewer: Viewer, member_id: int, limit: int) -> tuple[TopicLine, ...]:
    """Conversations somebody started, as far as the reader may see them.

    Only they themselves find there what they asked without their name.
    """
    if viewer.id != member_id:
        return tuple(_lines(viewer, ["t.author_id = %s"], [member_id], limit))
    return tuple(_lines(viewer, [MY_OWN], [member_id, member_id], limit))
