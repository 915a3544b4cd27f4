"""Who waits for a digest, and when theirs is due."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class DigestDue(models.Model):
    """One row for each person for whom something waits; nobody else is looked at.

    `due_at` is empty until it is planned, and again when the person changes hour or zone. Once
    planned it stays, so that a clock set forwards or back neither loses a digest nor doubles it.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="digest_due")]
