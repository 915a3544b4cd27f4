"""What one person does not want to see of another."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from alongside.people.models.members import Member


class Block(models.Model):
    """`member` does not want to meet `other`: each is hidden from the other, everywhere."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocked_by")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="one_block_each"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("other")), name="no_block_of_oneself"
            ),
        ]


class Mute(models.Model):
    """`member` hears nothing of what `other` writes; it stays there to be read."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mutes")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="muted_by")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="one_mute_each"),
        ]
