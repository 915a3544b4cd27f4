"""Posts that want a look first, in the demo: what the rules see in two of its conversations, right
and wrong, as if it had been written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from alongside.discussions.models import Post
from alongside.exchange.demo.conversations import Told
from alongside.language import Part
from alongside.moderation.models import UrgentSign
from alongside.words.reads import live_reader

# One tells what just happened; in the other people explain what to look for.
READ = frozenset(("first-big-seizure", "focal-seizures-like-tics"))


def leave_signs(told: Iterable[Told]) -> None:
    posts = [post for one in told if one.row.key in READ for post in one.posts]
    UrgentSign.objects.bulk_create(sign for post in posts for sign in _signs(post))


def _signs(post: Post) -> list[UrgentSign]:
    """One for each kind."""
    found = {sign.kind: sign for sign in live_reader().read(post.source, (Part.URGENT,)).urgent}
    return [
        UrgentSign(post=post, kind=kind, rule=sign.rule, reason=sign.reason, at=post.created_at)
        for kind, sign in found.items()
    ]
