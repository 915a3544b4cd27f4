"""One page of one conversation. The number of queries does not depend on the number of posts."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from alongside.discussions.reads.lists import nearby
from alongside.discussions.reads.people import PERSON, person
from alongside.discussions.reads.places import SPACE, SPACE_WIDTH, space_of
from alongside.discussions.reads.shapes import PageLinks, PersonLine, PostLine, SpaceLine, TopicPage
from alongside.discussions.rules import may_edit, may_lock, may_remove, may_reply, topic_seen_sql
from alongside.kernel.clock import aware
from alongside.kernel.queries import row, rows
from alongside.people.viewer import Viewer

POSTS_PER_PAGE = 20
NEARBY = 5

TOPIC = (
    "t.title, t.kind, t.created_at, t.first_reply_at, t.reply_count,"
    " t.follower_count + t.imported_follower_count, t.locked_at IS NOT NULL,"
    " t.removed_at IS NOT NULL, t.sample, t.import_key IS NOT NULL, t.last_number"
)
POST = (
    "p.id, p.number, p.html, p.created_at, p.edited_at, p.edit_count, p.removed_by, p.imported,"
    " p.hug_count, p.been_there_count, p.helpful_count"
)
NO_MARKS = (None, False, None, None)


def page_of(number: int) -> int:
    """The page that holds the post of that number."""
    return max(0, number - 1) // POSTS_PER_PAGE + 1


def cache_stamp(topic_id: int) -> object:
    """What must be unchanged for a kept page to still be true; None where nobody may see it."""
    return row(
        "SELECT t.revision, s.access, s.name, s.slug FROM discussions_topic t"
        " JOIN discussions_space s ON s.id = t.space_id WHERE t.id = %s AND t.removed_at IS NULL",
        [topic_id],
    )


class _Topic(NamedTuple):
    """The columns of TOPIC, in their order."""

    title: str
    kind: str
    created_at: datetime
    first_reply_at: datetime | None
    reply_count: int
    followers: int
    locked: bool
    removed: bool
    sample: bool
    imported: bool
    last_number: int


TOPIC_WIDTH = len(_Topic._fields)


def topic_page(viewer: Viewer, topic_id: int, number: int | None = 1) -> TopicPage | None:
    """A page of posts. None where there is no such topic, or no such page, for this person.

    Args:
        number: the page, from 1; None is the last one.
    """
    found = _find(viewer, topic_id)
    if found is None:
        return None
    topic, space, section, author = found
    last_page = page_of(topic.last_number)
    pages = PageLinks(last_page if number is None else number, last_page)
    if not 1 <= pages.number <= pages.count:
        return None
    locked = bool(topic.locked)
    mark, following, draft, token = _my_marks(viewer, topic_id)
    return TopicPage(
        topic_id, topic.title, topic.kind, space, section, author, aware(topic.created_at),
        topic.first_reply_at and aware(topic.first_reply_at), topic.reply_count, topic.followers,
        locked, bool(topic.removed), bool(topic.sample), bool(topic.imported),
        _posts(viewer, topic_id, pages.number, locked=locked, mark=mark),
        pages, topic.last_number, mark, bool(following),
        may_reply(viewer, locked=locked, removed=bool(topic.removed)), bool(may_lock(viewer)),
        draft or "", token or "", nearby(viewer, space.id, topic_id, NEARBY),
    )  # fmt: skip


def _find(viewer: Viewer, topic_id: int) -> tuple[_Topic, SpaceLine, str, PersonLine] | None:
    """The topic with its place and its author, where this person may see it."""
    seen, values = topic_seen_sql(viewer)
    found = row(
        f"SELECT {TOPIC}, {SPACE}, c.name, {PERSON} FROM discussions_topic t"  # noqa: S608
        " JOIN discussions_space s ON s.id = t.space_id"
        " JOIN discussions_section c ON c.id = s.section_id"
        f" LEFT JOIN people_member m ON m.id = t.author_id WHERE t.id = %s AND {seen}",
        [topic_id, *values],
    )
    if found is None:
        return None
    topic, rest = found[:TOPIC_WIDTH], found[TOPIC_WIDTH:]
    space, (section, *author) = rest[:SPACE_WIDTH], rest[SPACE_WIDTH:]
    return _Topic(*topic), space_of(space), section, person(*author)


def _my_marks(viewer: Viewer, topic_id: int) -> tuple[int | None, bool, str | None, str | None]:
    """How far this reader has read, whether they follow, and what they began to write."""
    if not viewer.signed_in:
        return NO_MARKS
    found = row(
        "SELECT r.last_number, f.id, d.body, d.write_token FROM people_member me"
        " LEFT JOIN discussions_readmark r ON r.member_id = me.id AND r.topic_id = %s"
        " LEFT JOIN discussions_topicfollow f ON f.member_id = me.id AND f.topic_id = %s"
        " LEFT JOIN discussions_draft d ON d.member_id = me.id AND d.place = %s"
        " WHERE me.id = %s",
        [topic_id, topic_id, f"topic:{topic_id}", viewer.id],
    )
    mark, follow, body, token = found or NO_MARKS
    return mark or 0, follow is not None, body, token


def _posts(
    viewer: Viewer, topic_id: int, page: int, *, locked: bool, mark: int | None
) -> tuple[PostLine, ...]:
    first = (page - 1) * POSTS_PER_PAGE + 1
    found = rows(
        f"SELECT {POST}, {PERSON} FROM discussions_post p"  # noqa: S608
        " LEFT JOIN people_member m ON m.id = p.author_id"
        " WHERE p.topic_id = %s AND p.number BETWEEN %s AND %s ORDER BY p.number",
        [topic_id, first, first + POSTS_PER_PAGE - 1],
    )
    mine = _my_reactions(viewer, [columns[0] for columns in found])
    return tuple(_post(viewer, columns, mine, locked, mark) for columns in found)


def _post(
    viewer: Viewer,
    columns: tuple[Any, ...],
    mine: dict[int, set[str]],
    locked: bool,  # noqa: FBT001
    mark: int | None,
) -> PostLine:
    post_id, number, html, created, edited, edits, removed_by, imported, *rest = columns
    hugs, been_there, helpful, author_id, name, role, claimed = rest
    gone = bool(removed_by)
    is_mine = viewer.id is not None and viewer.id == author_id
    return PostLine(
        post_id, number, person(author_id, name, role, claimed),
        "" if gone else html, aware(created), _edited(edited, gone), edits, removed_by,
        bool(imported), hugs, been_there, helpful,
        mine=frozenset(mine.get(post_id, ())),
        is_mine=is_mine,
        may_edit=is_mine and bool(may_edit(viewer, author_id, removed=gone, locked=locked)),
        may_remove=is_mine and bool(may_remove(viewer, author_id, removed=gone)),
        unread=bool(mark) and number > (mark or 0),
    )  # fmt: skip


def _edited(at: datetime | None, gone: bool) -> datetime | None:  # noqa: FBT001
    return None if gone or at is None else aware(at)


def _my_reactions(viewer: Viewer, post_ids: list[int]) -> dict[int, set[str]]:
    mine: dict[int, set[str]] = defaultdict(set)
    if viewer.signed_in and post_ids:
        marks = ", ".join(["%s"] * len(post_ids))
        for post_id, kind in rows(
            "SELECT post_id, kind FROM discussions_reaction"  # noqa: S608
            f" WHERE member_id = %s AND post_id IN ({marks})",
            [viewer.id, *post_ids],
        ):
            mine[post_id].add(kind)
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


def reading_place(viewer: Viewer, topic_id: int) -> tuple[int, int] | None:
    """How far this person has read in a topic (0: nothing), and its last number."""
    seen, values = topic_seen_sql(viewer)
    return row(
        "SELECT COALESCE(r.last_number, 0), t.last_number FROM discussions_topic t"  # noqa: S608
        " JOIN discussions_space s ON s.id = t.space_id"
        " LEFT JOIN discussions_readmark r ON r.topic_id = t.id AND r.member_id = %s"
        f" WHERE t.id = %s AND {seen}",
        [viewer.id or 0, topic_id, *values],
    )


def post_line(viewer: Viewer, post_id: int) -> PostLine | None:
    """One post as it stands on its page, for a fragment."""
    place = post_place(viewer, post_id)
    if place is None:
        return None
    posts = _posts(viewer, place[0], page_of(place[1]), locked=False, mark=None)
    return next((post for post in posts if post.id == post_id), None)
