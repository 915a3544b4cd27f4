"""What one person wrote becomes another's: somebody claimed the name they had elsewhere."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from alongside.discussions.models import Post, Topic


@transaction.atomic
def hand_over(from_id: int, to_id: int) -> int:
    """Says how many posts. Pages that were kept of these conversations are made anew."""
    seen = Topic.objects.filter(Q(author_id=from_id) | Q(posts__author_id=from_id))
    topics = set(seen.values_list("pk", flat=True))
    Topic.objects.filter(author_id=from_id).update(author_id=to_id)
    posts = Post.objects.filter(author_id=from_id).update(author_id=to_id)
    Topic.objects.filter(pk__in=topics).update(revision=F("revision") + 1)
    return posts
