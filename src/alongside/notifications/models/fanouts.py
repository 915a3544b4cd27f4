"""The work of telling everybody who follows, a few hundred people at a time."""

from __future__ import annotations

from django.db import models

from alongside.discussions.models import Post
from alongside.work.models import LeasedWork


class Fanout(LeasedWork):
    """One post to tell of. `cursor` is the last follow that was told: it goes on from there."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    cursor = models.BigIntegerField(default=0)

    class Meta(LeasedWork.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="fanout_due",
                condition=models.Q(state__in=["pending", "leased", "failed"]),
            ),
        ]
