"""The ledger: one row for each mail or push, from the moment it is owed to its end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Topic
from alongside.work.models import LeasedWork, WorkState

DeliveryState = WorkState


class Channel(models.TextChoices):
    MAIL = "mail", "Mail"
    PUSH = "push", "Push"


class MailList(models.TextChoices):
    """What a delivery belongs to, and what its unsubscribe link ends."""

    REPLIES = "replies", "Replies in what you follow"
    QUOTES = "quotes", "When somebody quotes you"
    SPACES = "spaces", "New conversations in spaces you follow"
    SILENCE = "silence", "Replies after a long silence"
    MESSAGES = "messages", "Private messages"
    DIGEST = "digest", "The digest"
    ACCOUNT = "account", "Codes and news of your account"


class Delivery(LeasedWork):
    """`email` and `raw` are set only where a mail was made elsewhere, as a code to sign in: they
    are emptied once it is sent. Every other mail is made at the moment it goes out, from its
    notices, so that it can say nothing that its reader may no longer see.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="deliveries"
    )
    channel = models.CharField(max_length=4, choices=Channel.choices, default=Channel.MAIL)
    mail_list = models.CharField(max_length=8, choices=MailList.choices)
    # The conversation it tells of; none for a digest.
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    raw = models.BinaryField(default=b"")
    # Names one delivery that must never be made twice, as "digest:12:2026-03-08".
    once = models.CharField(max_length=80, unique=True, null=True, blank=True)
    # The part of Message-ID before the @; stable, so that a mail sent twice is known as one.
    message_id = models.CharField(max_length=64, unique=True)
    # Lower goes first: somebody waits for a code.
    priority = models.PositiveSmallIntegerField(default=5)
    # Why it was suppressed, in a few words for the ledger.
    reason = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(LeasedWork.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["priority", "next_at", "id"],
                name="delivery_due",
                condition=models.Q(state__in=["pending", "leased", "failed"]),
            ),
            models.Index(fields=["member", "-id"], name="delivery_newest"),
            # However many mails wait, pushes are found without looking at them.
            models.Index(
                fields=["next_at", "id"],
                name="push_due",
                condition=models.Q(channel="push", state__in=["pending", "leased", "failed"]),
            ),
        ]
        constraints = [
            # What happens before it goes out joins it: ten replies in an hour are one mail.
            models.UniqueConstraint(
                fields=["member", "topic"],
                name="one_mail_gathers_a_topic",
                condition=models.Q(state="pending", channel="mail", topic__isnull=False),
            ),
        ]
