"""Help numbers: a small table that the operator edits."""

from __future__ import annotations

from django.db import models


class HelpKind(models.TextChoices):
    EMERGENCY = "emergency", "Emergency"
    CRISIS = "crisis", "Someone to talk to, day or night"
    CARE = "care", "Health advice and family lines"


class HelpNumber(models.Model):
    """One number to call or text, for one country (ISO 3166-1 alpha-2, or EU)."""

    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=9, choices=HelpKind.choices)
    label = models.CharField(max_length=80)
    # As it is printed, and as a phone dials it.
    number = models.CharField(max_length=40)
    dial = models.CharField(max_length=40)
    # A number to write to, not to call.
    by_text = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=200, blank=True)
    # When somebody of this community last looked at the source.
    checked_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["country", "label", "number"], name="one_help_number"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.label} {self.number}"
