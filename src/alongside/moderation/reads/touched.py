"""The posts that a rule would touch, a page at a time, with the words marked where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.discussions.models import Post
from alongside.discussions.rules import posts_seen_by
from alongside.moderation.excerpts import Excerpt, excerpts, marked
from alongside.moderation.models import Rehearsal, RehearsedPost
from alongside.moderation.probing import Probe, rule_of
from alongside.people.viewer import Viewer

POSTS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """`words` and `clinical`: how many places, and how many of these speak of health."""

    post_id: int
    title: Excerpt
    space: str
    at: datetime
    words: int
    clinical: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class TouchedPage:
    """`unseen`: posts of this page that this reader may not see, or that are gone since.

    `after` is where the next page starts, 0 on the last one.
    """

    show: str
    lines: tuple[TouchedLine, ...]
    unseen: int
    after: int


def touched_page(viewer: Viewer, row: Rehearsal, show: str, after: int) -> TouchedPage:
    """Newest first. `show`: "clinical" for those alone, or "all"."""
    touched = RehearsedPost.objects.filter(rehearsal=row)
    if show == "clinical":
        touched = touched.filter(clinical__gt=0)
    if after:
        touched = touched.filter(post_id__lt=after)
    found = list(touched.order_by("-post_id")[: POSTS_A_PAGE + 1])
    shown = found[:POSTS_A_PAGE]
    seen = _seen(viewer, shown)
    probe = Probe(rule_of(row))
    lines = tuple(_line(one, seen[one.post_id], probe) for one in shown if one.post_id in seen)
    more = shown[-1].post_id if len(found) > POSTS_A_PAGE else 0
    return TouchedPage(show, lines, len(shown) - len(lines), more)


def _seen(viewer: Viewer, shown: list[RehearsedPost]) -> dict[int, Post]:
    posts = posts_seen_by(viewer).filter(
        pk__in=[one.post_id for one in shown], removed_at=None, topic__removed_at=None
    )
    return {post.pk: post for post in posts.select_related("topic__space")}


def _line(one: RehearsedPost, post: Post, probe: Probe) -> TouchedLine:
    title = post.topic.written_title
    in_title = probe.places(title) if post.number == 1 else []
    return TouchedLine(
        post.pk, marked(title, in_title), post.topic.space.name, post.created_at, one.words,
        one.clinical, excerpts(post.source, probe.places(post.source)),
    )  # fmt: skip
