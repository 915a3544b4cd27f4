"""The posts of one page, and where a post stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from alongside.discussions.reads.people import PERSON, person
from alongside.discussions.reads.shapes import PostLine
from alongside.discussions.rules import may_edit, may_remove, topic_seen_sql
from alongside.kernel.clock import aware
from alongside.kernel.queries import row, rows
from alongside.people.viewer import Viewer

POSTS_PER_PAGE = 20
NOTHING: frozenset[str] = frozenset()

POST = (
    "p.id, p.number, p.html, p.created_at, p.edited_at, p.edit_count, p.removed_by, p.imported,"
    " p.hug_count, p.been_there_count, p.helpful_count"
)


def page_of(number: int) -> int:
    """The page that holds the post of that number."""
    return max(0, number - 1) // POSTS_PER_PAGE + 1


def posts_on_page(
    viewer: Viewer, topic_id: int, page: int, *, locked: bool, mark: int | None
) -> tuple[PostLine, ...]:
    """The posts of a topic already known to be seen, with what this reader may do to each."""
    first = (page - 1) * POSTS_PER_PAGE + 1
    found = rows(
        f"SELECT {POST}, {PERSON} FROM discussions_post p"  # noqa: S608
        " LEFT JOIN people_member m ON m.id = p.author_id"
        " WHERE p.topic_id = %s AND p.number BETWEEN %s AND %s ORDER BY p.number",
        [topic_id, first, first + POSTS_PER_PAGE - 1],
    )
    mine = _my_reactions(viewer, [columns[0] for columns in found])
    return tuple([_post(viewer, columns, mine, locked, mark) for columns in found])


def _post(
    viewer: Viewer,
    columns: tuple[Any, ...],
    mine: Mapping[int, frozenset[str]],
    locked: bool,  # noqa: FBT001
    mark: int | None,
) -> PostLine:
    (
        post_id, number, html, created, edited, edits, removed_by, imported,
        hugs, been_there, helpful, author_id, name, role, claimed,
    ) = columns  # fmt: skip
    gone = removed_by != ""
    is_mine = author_id is not None and author_id == viewer.id
    return PostLine(
        post_id, number, person(author_id, name, role, claimed), "" if gone else html,
        aware(created), _edited(edited, gone), edits, removed_by, bool(imported),
        hugs, been_there, helpful, mine.get(post_id, NOTHING), is_mine,
        is_mine and bool(may_edit(viewer, author_id, removed=gone, locked=locked)),
        is_mine and bool(may_remove(viewer, author_id, removed=gone)),
        bool(mark and number > mark),
    )  # fmt: skip


def _edited(at: datetime | None, gone: bool) -> datetime | None:  # noqa: FBT001
    return None if gone or at is None else aware(at)


def _my_reactions(viewer: Viewer, post_ids: list[int]) -> Mapping[int, frozenset[str]]:
    mine: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    if viewer.signed_in and post_ids:
        marks = ", ".join(["%s"] * len(post_ids))
        for post_id, kind in rows(
            "SELECT post_id, kind FROM discussions_reaction"  # noqa: S608
            f" WHERE member_id = %s AND post_id IN ({marks})",
            [viewer.id, *post_ids],
        ):
            mine[post_id] |= {kind}
    return mine


def post_place(viewer: Viewer, post_id: int) -> tuple[int, int] | None:
    """The topic and the number of a post that this person may see."""
    seen, values = topic_seen_sql(viewer)
    return row(
        "SELECT p.topic_id, p.number FROM discussions_post p"  # noqa: S608
        " JOIN discussions_topic t ON t.id = p.topic_id"
        f" JOIN discussions_space s ON s.id = t.space_id WHERE p.id = %s AND {seen}",
        [post_id, *values],
    )


def post_line(viewer: Viewer, post_id: int) -> PostLine | None:
    """One post as it stands on its page, for a fragment."""
    place = post_place(viewer, post_id)
    if place is None:
        return None
    posts = posts_on_page(viewer, place[0], page_of(place[1]), locked=False, mark=None)
    return next((post for post in posts if post.id == post_id), None)
