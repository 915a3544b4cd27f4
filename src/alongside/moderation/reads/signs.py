"""Posts that want a look first, newest first: each once, with all its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from alongside.discussions.reads.posts import post_address
from alongside.moderation.models import UrgentSign
from alongside.moderation.rules import signs_seen_by
from alongside.people.viewer import Viewer

SHOWS = ("waiting", "seen")
A_PAGE = 30


@dataclass(frozen=True, slots=True)
class SignedPost:
    """`author` is the name beside the post: a stand-in's, where somebody asked without theirs."""

    post_id: int
    address: str
    title: str
    author: str
    reasons: tuple[str, ...]
    at: datetime
    seen_by: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignsPage:
    """`after` is the post to start the next page below, 0 on the last one."""

    show: str
    posts: tuple[SignedPost, ...]
    after: int


def signs_page(viewer: Viewer, show: str, after: int = 0) -> SignsPage:
    """Posts with a sign that nobody looked at yet, or those that somebody did."""
    signs = signs_seen_by(viewer).filter(seen_at__isnull=show == "waiting")
    newest = signs.values("post_id").annotate(newest=Max("id")).order_by("-newest")
    if after:
        newest = newest.filter(newest__lt=after)
    found = list(newest[: A_PAGE + 1])
    shown = found[:A_PAGE]
    last = shown[-1]["newest"] if len(found) > A_PAGE else 0
    return SignsPage(show, _posts(viewer, show, [row["post_id"] for row in shown]), last)


def _posts(viewer: Viewer, show: str, post_ids: list[int]) -> tuple[SignedPost, ...]:
    signs = signs_seen_by(viewer).filter(post_id__in=post_ids)
    of_posts: dict[int, list[UrgentSign]] = {post_id: [] for post_id in post_ids}
    read = signs.filter(seen_at__isnull=show == "waiting").order_by("-id")
    for sign in read.select_related("post__topic", "post__author", "seen_by"):
        of_posts[sign.post_id].append(sign)
    return tuple(_post(signs) for signs in of_posts.values() if signs)


def _post(signs: list[UrgentSign]) -> SignedPost:
    sign = signs[0]
    post, topic = sign.post, sign.post.topic
    return SignedPost(
        post.pk, post_address(topic.pk, post.number), topic.title,
        post.author.name if post.author else "",
        tuple(dict.fromkeys(one.reason for one in signs)), sign.at,
        sign.seen_by.name if sign.seen_by else "", sign.seen_at,
    )  # fmt: skip
