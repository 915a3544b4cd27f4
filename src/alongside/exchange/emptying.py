"""Taking the words out of posts: tombstones without a name stay, so that numbers stay dense."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.utils import timezone

from alongside.discussions.models import (
    MaskedWord,
    Post,
    PostRevision,
    Quote,
    Reaction,
    Removal,
    Topic,
)


def empty_posts(posts: QuerySet[Post], by: Removal) -> int:
    """Says how many. Whoever calls counts again what was counted: see `counts`."""
    PostRevision.objects.filter(post__in=posts).delete()
    Reaction.objects.filter(post__in=posts).delete()
    MaskedWord.objects.filter(post__in=posts).delete()
    Quote.objects.filter(post__in=posts).delete()
    Quote.objects.filter(quoted__in=posts).delete()
    posts.filter(removed_at=None).update(removed_at=timezone.now(), removed_by=by)
    return posts.update(
        author=None, source="", html="", whole_html="", edited_at=None, edit_count=0,
        write_token=None, write_digest="", hug_count=0, been_there_count=0, helpful_count=0,
    )  # fmt: skip


def other_to_read(topics: QuerySet[Topic]) -> None:
    """A page kept in a cache shows something else from now on."""
    topics.update(revision=F("revision") + 1)
