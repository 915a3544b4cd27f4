"""What is said to somebody beside their own post, where its words tell of danger now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models.posts import Post
from alongside.discussions.models.topics import Topic


class CareNote(models.Model):
    """Stands by a post until its author takes it away; only they see it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="care")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", db_index=False)
    # The person themselves, also where a stand-in is the author.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Each sign as [kind, rule, reason]: what the rules say, and nothing of the words.
    signs = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["topic", "member"], name="care_by_topic")]

    def __str__(self) -> str:
        return f"care for post {self.post_id}"
