"""Where deliveries go, and where none may go any more."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.people.models import Session


class StopReason(models.TextChoices):
    BOUNCED = "bounced", "The mail came back"
    COMPLAINED = "complained", "Marked as spam"


class StoppedAddress(models.Model):
    """No mail goes to an address that sent it back or called it spam, until its owner says so."""

    email = models.EmailField(unique=True)
    reason = models.CharField(max_length=10, choices=StopReason.choices)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)


class PushAddress(models.Model):
    """One browser that its owner let us push to (W3C Push API: PushSubscription).

    It lives and dies with the session it was given in: whoever signs out there, or ends that
    session from elsewhere, hears nothing on that device any more.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_addresses"
    )
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="push_addresses")
    endpoint = models.URLField(max_length=500, unique=True)
    # base64url: the browser's P-256 key, 65 bytes, and its shared secret, 16 bytes.
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)
    # The last delivery that got there, so that one which is tried again for another device of the
    # same person is not shown twice on this one.
    reached = models.BigIntegerField(default=0)
