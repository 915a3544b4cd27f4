"""Mail that came in, to be posted as a reply."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from alongside.work.models import LeasedWork

ADDRESS_MAX = 320


class InboundMail(LeasedWork):
    """A mail as it came, kept before anything is done with it, so that it cannot be lost.

    Its words and its addresses go as soon as it was worked on; what came of it stays a while. Who
    wrote it and what was made of it stands nowhere here: somebody may have asked without a name.
    """

    # Of the whole mail and whom it was for: handed in twice, it is one row.
    digest = models.CharField(max_length=64, unique=True)
    raw = models.BinaryField(default=b"")
    # As the mail server was told, where it told us; the mail's own headers may say anything.
    sender = models.CharField(max_length=ADDRESS_MAX, blank=True)
    recipient = models.CharField(max_length=ADDRESS_MAX, blank=True)
    came_at = models.DateTimeField(default=timezone.now)
    # What came of it, in a few words without the mail's own.
    reason = models.CharField(max_length=120, blank=True)

    class Meta(LeasedWork.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="inbound_due",
                condition=models.Q(state__in=["pending", "leased", "failed"]),
            ),
        ]
