"""Taking one's data along, and leaving: both are work that is done later, as a row with a state."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.people.models import Session
from alongside.work.models import OPEN_STATES, LeasedWork


def new_secret() -> str:
    return secrets.token_urlsafe(32)


class DataExport(LeasedWork):
    """One person's data in a file, made for the session that asked for it: it ends with that.

    The file is named by the row's number; `secret` stands in the address it is fetched from.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="export")
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    asked_at = models.DateTimeField(default=timezone.now)
    # How much of it is written, in rows, so that whoever waits sees it move.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta(LeasedWork.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="export_due",
                condition=models.Q(state__in=OPEN_STATES),
            ),
        ]


class LeavingChoice(models.TextChoices):
    """What happens to somebody's words when their account goes."""

    KEEP = "keep", "Keep my posts, without my name"
    WORDS = "words", "Remove my words too"
    MENTIONS = "mentions", "Remove every mention and quote too"


class Leaving(LeasedWork):
    """Somebody's account is to be deleted when `next_at` comes, unless they take it back."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leaving"
    )
    choice = models.CharField(max_length=8, choices=LeavingChoice.choices)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta(LeasedWork.Meta):
        abstract = False
