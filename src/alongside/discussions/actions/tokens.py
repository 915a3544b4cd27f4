"""The form's token: one form makes one post, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from alongside.discussions.models import Post
from alongside.kernel.queries import row, time_value

A_MOMENT = timedelta(minutes=10)
LATEST = 3
# This very form, or else the same words to the same place a moment ago: a browser's Back brings a
# fresh form, with a token of its own, and puts the old words into it. The form itself comes first.
SENT_BEFORE = """
SELECT id FROM (
    SELECT id, 0 AS rank FROM discussions_post WHERE author_id IN (%s) AND write_token = %s
    UNION ALL
    SELECT id, 1 AS rank FROM (
        SELECT id, write_digest, created_at, removed_at FROM discussions_post
        WHERE author_id IN (%s) ORDER BY id DESC LIMIT %s
    ) AS latest
    WHERE write_digest = %s AND created_at > %s AND removed_at IS NULL
) AS sent ORDER BY rank, id DESC LIMIT 1
"""


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


def sent_before(authors: Sequence[int], token: str, carried: str) -> Post | None:
    """The post this very form made earlier, or None.

    Args:
        authors: as whom this person may have sent it.

    Raises:
        TokenReused: the form made a post with other words.
    """
    since = time_value(timezone.now() - A_MOMENT)
    sql = SENT_BEFORE.replace("IN (%s)", f"IN ({', '.join(['%s'] * len(authors))})")
    found = row(sql, [*authors, token, *authors, LATEST, carried, since])
    if found is None:
        return None
    post = Post.objects.get(id=found[0])
    if post.write_digest != carried:
        raise TokenReused(post)
    return post
