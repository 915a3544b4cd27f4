"""The posts of one page, and where a post stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings

from alongside.discussions.reads.hidden import hidden_lines
from alongside.discussions.reads.people import AUTHOR, NOBODY, author_line
from alongside.discussions.reads.shapes import PostLine
from alongside.discussions.rules import is_kept_apart, may_edit, may_remove, post_seen_sql
from alongside.discussions.rules_words import may_see_hidden_words
from alongside.kernel.clock import aware
from alongside.kernel.keeping import KeptWhileUnchanged
from alongside.kernel.queries import row, rows
from alongside.kernel.templating import url
from alongside.people.viewer import Viewer

POSTS_PER_PAGE = 20
NOTHING: frozenset[str] = frozenset()
# A page of posts is about 30 KB. With the page cache turned off, nothing is kept here either.
PAGES_A_MEBIBYTE = 30
KEPT: KeptWhileUnchanged[tuple[PostLine, ...]] = KeptWhileUnchanged(
    settings.ALONGSIDE.page_cache_mib * PAGES_A_MEBIBYTE
)

POST = (
    "p.id, p.number, p.html, p.created_at, p.edited_at, p.edit_count, p.removed_by, p.imported,"
    " p.hug_count, p.been_there_count, p.helpful_count, p.whole_html"
)


def page_of(number: int) -> int:
    """The page that holds the post of that number."""
    return max(0, number - 1) // POSTS_PER_PAGE + 1


class Spot(NamedTuple):
    """A page of a topic already known to be seen, as its topic stands."""

    topic_id: int
    page: int
    revision: int
    masked_title: bool = False


def posts_on_page(
    viewer: Viewer, spot: Spot, *, locked: bool, mark: int | None, author: int | None
) -> tuple[PostLine, ...]:
    """The posts, with what this reader gave, may do and has not read laid over them.

    Args:
        author: as whom this reader writes here (see `reads/authors.py`).
    """
    posts = KEPT.get((spot.topic_id, spot.page), spot.revision, partial(_load, spot))
    if not viewer.signed_in or not posts:
        return posts
    mine = _my_reactions(viewer, [post.id for post in posts])
    shown = [_for_reader(author, _told(viewer, author, post), mine, locked, mark) for post in posts]
    return tuple([_kept_apart(viewer, post) for post in shown] if viewer.hidden else shown)


def _kept_apart(viewer: Viewer, post: PostLine) -> PostLine:
    """Only the place is left of a post that a block hides, so that numbers stay dense."""
    if not is_kept_apart(viewer, post.author_id):
        return post
    return PostLine(
        0, post.number, NOBODY, "", post.created_at, None, 0, "", post.imported, 0, 0, 0, None,
        unread=post.unread, hidden=True,
    )  # fmt: skip


def _load(spot: Spot) -> tuple[PostLine, ...]:
    """As somebody signed out sees them."""
    first = (spot.page - 1) * POSTS_PER_PAGE + 1
    found = rows(
        f"SELECT {POST}, {AUTHOR} FROM discussions_post p"  # noqa: S608
        " LEFT JOIN people_member m ON m.id = p.author_id"
        " WHERE p.topic_id = %s AND p.number BETWEEN %s AND %s ORDER BY p.number",
        [spot.topic_id, first, first + POSTS_PER_PAGE - 1],
    )
    posts = [_post(columns) for columns in found]
    if masked := [
        post.id for post in posts if post.whole_html or (spot.masked_title and post.number == 1)
    ]:
        lines = hidden_lines(masked)
        posts = [post._replace(masks=lines.get(post.id, ())) for post in posts]
    return tuple(posts)


def _post(columns: tuple[Any, ...]) -> PostLine:
    (
        post_id, number, html, created, edited, edits, removed_by, imported,
        hugs, been_there, helpful, whole, author_id, *who,
    ) = columns  # fmt: skip
    gone = removed_by != ""
    return PostLine(
        post_id, number, author_line(author_id, *who), "" if gone else html,
        aware(created), None if gone or edited is None else aware(edited), edits, removed_by,
        bool(imported), hugs, been_there, helpful, author_id, whole_html="" if gone else whole,
    )  # fmt: skip


def _told(viewer: Viewer, author: int | None, post: PostLine) -> PostLine:
    """Every word, for whoever sees hidden ones without asking."""
    if not post.masks or post.removed_by:
        return post
    mine = author is not None and post.author_id == author
    if not may_see_hidden_words(viewer, mine=mine):
        return post
    return post._replace(html=post.whole_html or post.html, told=True)


def _for_reader(
    author: int | None,
    post: PostLine,
    mine: Mapping[int, frozenset[str]],
    locked: bool,  # noqa: FBT001
    mark: int | None,
) -> PostLine:
    """The same row where this reader sees what everybody sees, which is most of them."""
    is_mine, given, unread = (
        author is not None and post.author_id == author,
        post.id in mine,
        bool(mark) and post.number > (mark or 0),
    )
    if not (is_mine or given or unread):
        return post
    gone = post.removed_by != ""
    return post._replace(
        mine=mine.get(post.id, NOTHING), is_mine=is_mine, unread=unread,
        may_edit=is_mine and bool(may_edit(mine=True, removed=gone, locked=locked)),
        may_remove=is_mine and bool(may_remove(mine=True, removed=gone)),
    )  # fmt: skip


def _my_reactions(viewer: Viewer, post_ids: list[int]) -> Mapping[int, frozenset[str]]:
    marks = ", ".join(["%s"] * len(post_ids))
    found = rows(
        "SELECT post_id, kind FROM discussions_reaction"  # noqa: S608
        f" WHERE member_id = %s AND post_id IN ({marks})",
        [viewer.id, *post_ids],
    )
    mine: dict[int, frozenset[str]] = {}
    for post_id, kind in found:
        mine[post_id] = mine.get(post_id, NOTHING) | {kind}
    return mine


def post_address(topic_id: int, number: int) -> str:
    """Where a post stands: the page of its conversation, and its place there."""
    query = f"?page={page_of(number)}" if number > 1 and page_of(number) > 1 else ""
    return f"{url('topic', topic_id)}{query}#post-{number}"


def post_place(viewer: Viewer, post_id: int) -> tuple[int, int] | None:
    """The topic and the number of a post that this person may see."""
    seen, values = post_seen_sql(viewer)
    return row(
        "SELECT p.topic_id, p.number FROM discussions_post p"  # noqa: S608
        " JOIN discussions_topic t ON t.id = p.topic_id"
        f" JOIN discussions_space s ON s.id = t.space_id WHERE p.id = %s AND {seen}",
        [post_id, *values],
    )


def post_line(viewer: Viewer, post_id: int) -> PostLine | None:
    """One post as it stands on its page, for a fragment."""
    seen, values = post_seen_sql(viewer)
    found = row(
        f"SELECT {POST}, {AUTHOR} FROM discussions_post p"  # noqa: S608
        " JOIN discussions_topic t ON t.id = p.topic_id"
        " JOIN discussions_space s ON s.id = t.space_id"
        f" LEFT JOIN people_member m ON m.id = p.author_id WHERE p.id = %s AND {seen}",
        [post_id, *values],
    )
    if found is None:
        return None
    mine = _my_reactions(viewer, [post_id]) if viewer.signed_in else {}
    return _for_reader(viewer.id, _post(found), mine, locked=False, mark=None)
