"""Whose words a post repeats, kept when it is written, so that they can be told of it."""

from __future__ import annotations

from alongside.discussions.models import Post, Quote
from alongside.kernel.hiding import MARK
from alongside.kernel.markdown import quotes_in

# A reply that quotes more than this is a long one; further quotes are shown and not told of.
MOST = 20
LINES = 40
CANDIDATES = 200


def keep_quotes(post: Post) -> list[int]:
    """Write down the standing posts that `post` quotes; says which it did not quote before."""
    was = set(post.quotes.values_list("quoted_id", flat=True)) if post.edit_count else set()
    # Nobody's reply pays for a question more that quotes nobody.
    now = _quoted(post) if "**:" in post.source else set()
    if gone := was - now:
        Quote.objects.filter(post=post, quoted__in=gone).delete()
    new = sorted(now - was)
    Quote.objects.bulk_create(
        (Quote(post=post, quoted_id=quoted) for quoted in new), ignore_conflicts=True
    )
    return new


def _quoted(post: Post) -> set[int]:
    """Of each quote the newest earlier post by somebody of that name that holds most of it."""
    quotes = quotes_in(post.source)[:MOST]
    earlier = (
        Post.objects.filter(
            topic_id=post.topic_id,
            number__lt=post.number,
            removed_at=None,
            author__name__in={name for name, _ in quotes},
        )
        .order_by("-number")
        .values_list("id", "author__name", "source")[:CANDIDATES]
    )
    found = set()
    standing = list(earlier) if quotes else []
    for name, lines in quotes:
        held = [
            (_held(lines[:LINES], source), row_id)
            for row_id, author, source in standing
            if author == name
        ]
        if held and max(held)[0]:
            found.add(max(held)[1])
    return found


def _held(lines: list[str], source: str) -> int:
    """A quote was taken from what was shown: what is hidden there may have been anything."""
    return sum(all(part in source for part in line.split(MARK)) for line in lines)
