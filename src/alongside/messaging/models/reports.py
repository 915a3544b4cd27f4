"""One message that somebody showed to staff: a copy of it, and nothing of what stood around it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.messaging.models.messages import Message

REASON_MAX = 1_000
NOTE_MAX = 1_000


class MessageReport(models.Model):
    """`message` says only that it was reported before: staff are shown the copy alone."""

    message = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX)
    html = models.TextField()
    written_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the one who reported is told.
    note = models.CharField(max_length=NOTE_MAX, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reporter"], name="one_report_each"),
        ]
        indexes = [
            models.Index(fields=["reporter", "-id"], name="report_newest"),
            models.Index(fields=["id"], name="report_open", condition=models.Q(closed_at=None)),
        ]


class ReportOpening(models.Model):
    """Somebody of staff read the copy. Kept, so that reading private words is never unseen."""

    report = models.ForeignKey(MessageReport, on_delete=models.CASCADE, related_name="openings")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "member"], name="one_opening_each"),
        ]
