"""What somebody agreed to, in which wording, and when that ended. Never overwritten."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from alongside.people.models.members import Member


class ConsentKind(models.TextChoices):
    """Separate purposes, each agreed to by itself."""

    HEALTH_STORY = "health_story", "Keeping and showing what I write about health"


class Consent(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=16, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "kind", "-given_at"], name="consent_newest")]
