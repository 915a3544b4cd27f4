"""A thread of private messages, and who sits in it with which standing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Topic


class Standing(models.TextChoices):
    INVITED = "invited", "Asked, has not answered"
    JOINED = "joined", "Takes part"
    # The one who asked is not told: to everybody else it looks like `INVITED`.
    DECLINED = "declined", "Said no"
    LEFT = "left", "Left"


SEATED = (Standing.INVITED.value, Standing.JOINED.value)


class Thread(models.Model):
    started_at = models.DateTimeField(default=timezone.now)
    last_message_at = models.DateTimeField(default=timezone.now)
    # Numbers are dense, so that older messages are a range of numbers.
    last_number = models.PositiveIntegerField(default=0)
    # "12-57" while it is between these two alone: then there is one such thread, whoever began.
    pair = models.CharField(max_length=40, unique=True, null=True, blank=True)
    # The conversation whose asker, who gave no name, staff write to here; none for all others.
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    # Between staff and somebody who shows a stand-in instead of their name.
    relay = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"thread {self.pk}"


def pair_key(one: int, other: int) -> str:
    return f"{min(one, other)}-{max(one, other)}"


class Participant(models.Model):
    """`stand_in` is what the others see in place of `member`, and who wrote, in every row."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats"
    )
    # CASCADE, because a row without its stand-in would show the member.
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    standing = models.CharField(max_length=8, choices=Standing.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    # The message that asks them in: all they see before they say yes, and never what was before
    # the first of `from_number`.
    asked_number = models.PositiveIntegerField(default=1)
    from_number = models.PositiveIntegerField(default=1)
    read_number = models.PositiveIntegerField(default=0)
    # How many messages of others came since they read; kept so that no list has to count.
    unread = models.PositiveIntegerField(default=0)
    muted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "member"], name="one_seat_each"),
        ]
        indexes = [
            models.Index(fields=["member", "standing"], name="seat_standing"),
            models.Index(fields=["invited_by", "-asked_at"], name="seat_asked"),
        ]

    @property
    def shown_id(self) -> int:
        """Under whom they write and are shown."""
        return self.stand_in_id or self.member_id
