"""The form's token: one form makes one post, however often it is sent."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.utils import timezone

from alongside.discussions.models import Post

A_MOMENT = timedelta(minutes=10)
LATEST = 3


class TokenReused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The same form came again with other words; both texts are kept.

    Attributes:
        post: what was posted from this form the first time.
    """

    def __init__(self, post: Post) -> None:
        super().__init__("this form was already sent with other words")
        self.post = post


def digest(*parts: str) -> str:
    """SHA-256 of what a form carried, so that a retry is known from a new text."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def sent_before(author_id: int, token: str, carried: str) -> Post | None:
    """The post this very form made earlier, or None.

    Raises:
        TokenReused: the form made a post with other words.
    """
    post = Post.objects.filter(author_id=author_id, write_token=token).first()
    if post is not None and post.write_digest != carried:
        raise TokenReused(post)
    return post or _said_just_now(author_id, carried)


def _said_just_now(author_id: int, carried: str) -> Post | None:
    """The same words to the same place a moment ago.

    A browser's Back brings a fresh form, with a token of its own, and puts the old words into it.
    """
    since = timezone.now() - A_MOMENT
    latest = Post.objects.filter(author_id=author_id).order_by("-id")[:LATEST]
    return next(
        (
            post
            for post in latest
            if post.write_digest == carried and post.created_at > since and not post.removed_at
        ),
        None,
    )
