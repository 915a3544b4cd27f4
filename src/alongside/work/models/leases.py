"""Work that reaches outside the database: a row is leased, worked on, and its end written down.

A worker takes rows for a time (commit), does the work with no transaction open, and writes each
row's end (commit). One that is killed in between leaves a lease that runs out, and the row is taken
again: nothing is lost, and what may be done twice is the one thing it was doing.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class WorkState(models.TextChoices):
    PENDING = "pending", "Pending"
    LEASED = "leased", "Being worked on"
    SENT = "sent", "Done"
    FAILED = "failed", "Failed, will be tried again"
    SUPPRESSED = "suppressed", "Not needed any more"
    GAVE_UP = "gave_up", "Gave up"


OPEN_STATES = (WorkState.PENDING.value, WorkState.LEASED.value, WorkState.FAILED.value)


class LeasedWork(models.Model):
    """`next_at` is when it is due; while it is leased, when the lease runs out."""

    state = models.CharField(max_length=10, choices=WorkState.choices, default=WorkState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
