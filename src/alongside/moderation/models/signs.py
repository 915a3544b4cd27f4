"""Posts that somebody on the staff should look at first, because a rule saw a sign of urgency."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Post


class UrgentSign(models.Model):
    """One sign in one post: what the rule says, and nothing of the words themselves."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="urgent_signs")
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # An event that is handled twice, or an edit that repeats the sign, is the same row.
            models.UniqueConstraint(fields=["post", "rule"], name="one_sign_a_post_and_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} in post {self.post_id}"
