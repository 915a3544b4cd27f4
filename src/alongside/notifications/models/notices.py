"""What somebody is told on the site: one row a person and a thing that happened."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Post, Topic
from alongside.notifications.models.deliveries import Delivery


class Kind(models.TextChoices):
    REPLY = "reply", "A reply in what I follow"
    QUOTE = "quote", "Somebody quotes me"
    SPACE_TOPIC = "space_topic", "A new conversation in a space I follow"
    SILENCE = "silence", "A reply after a long silence on my question"
    MESSAGE = "message", "A private message"
    REPORT = "report", "A message that was reported"
    MAIL_STOPPED = "mail_stopped", "Mail to me does not arrive"
    UNCOVERED = "uncovered", "An administrator found out that I asked"
    WORD_RULE = "word_rule", "A word of the filter that waits, or was decided"
    WORD_RULED = "word_ruled", "A moderator looked at a hidden word of mine"


class Notice(models.Model):
    """`post` is what happened; a notice of another kind says in `address` where it leads."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="notices")
    push = models.ForeignKey(
        Delivery, null=True, on_delete=models.SET_NULL, related_name="pushed_notices"
    )

    class Meta:
        constraints = [
            # Told once of a post, by its weightiest kind.
            models.UniqueConstraint(fields=["member", "post"], name="one_notice_of_a_post"),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_newest"),
            models.Index(
                fields=["member", "topic"],
                name="notice_unread",
                condition=models.Q(read_at=None),
            ),
        ]
