"""The outbox table: pending work is a state on a row, so it can be counted and explained."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class EventState(models.TextChoices):
    PENDING = "pending", "Pending"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Event(models.Model):
    """Something that happened, written in the transaction that made it happen."""

    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    recorded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=EventState.choices, default=EventState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="event_pending",
                condition=models.Q(state="pending"),
            ),
        ]
