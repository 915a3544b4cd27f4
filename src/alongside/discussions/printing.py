"""Posts as they stand on a page, printed once for all readers who would see the same.

Most readers of a page see its posts alike: they gave no reaction there and wrote none of it. What
is printed depends on nothing but the arguments, so it can be kept for as long as there is room: a
post that changed is another argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from markupsafe import Markup

from alongside.discussions.reads.shapes import NearbyLine, PostLine, TopicPage
from alongside.kernel.templating import part
from alongside.people.viewer import Viewer

# About 2 KB each.
KEPT = 4096


@lru_cache(maxsize=KEPT)
def _printed(base: str, zone: ZoneInfo, member: bool, locked: bool, post: PostLine) -> Markup:  # noqa: FBT001
    return part(
        "discussions/_post.html", base=base, zone=zone, member=member, locked=locked, post=post
    )


def printed(viewer: Viewer, page: TopicPage, beside: Mapping[int, Markup]) -> tuple[Markup, Markup]:
    """The opening post where it is on this page, and the replies, as HTML for this reader.

    Args:
        beside: post id to what stands below that post, for this reader alone.
    """
    show = partial(_printed, f"/t/{page.id}", viewer.zone, viewer.signed_in, not page.may_reply)
    first = 1 if page.posts and page.posts[0].number == 1 else 0
    parts = [show(post) for post in page.posts]
    if beside:
        parts = [
            part + beside.get(post.id, "") for part, post in zip(parts, page.posts, strict=True)
        ]
    # Plain joining: Markup's own would look at each part again, though all of them are HTML.
    return Markup("".join(parts[:first])), Markup("".join(parts[first:]))  # noqa: S704


def neighbours(viewer: Viewer, page: TopicPage) -> Markup:
    """The list of the newest others in the space; empty where there are none."""
    today = datetime.now(viewer.zone).replace(hour=12, minute=0, second=0, microsecond=0)
    return _neighbours(page.nearby, viewer.zone, today) if page.nearby else Markup("")


@lru_cache(maxsize=KEPT)
def _neighbours(nearby: tuple[NearbyLine, ...], zone: ZoneInfo, today: datetime) -> Markup:
    return part("discussions/_nearby.html", nearby=nearby, zone=zone, now=today)
