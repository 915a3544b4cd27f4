"""What somebody wants to hear, how soon, and when not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Space, Topic


class Mode(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "In a daily digest"
    WEEKLY = "weekly", "In a weekly digest"
    NONE = "none", "No mail"


class Preference(models.Model):
    """One person's. Nobody has a row before they choose: the defaults are these."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference"
    )
    reply_mail = models.CharField(max_length=8, choices=Mode.choices, default=Mode.AT_ONCE)
    quote_mail = models.CharField(max_length=8, choices=Mode.choices, default=Mode.AT_ONCE)
    space_topic_mail = models.CharField(max_length=8, choices=Mode.choices, default=Mode.DAILY)
    silence_mail = models.CharField(max_length=8, choices=Mode.choices, default=Mode.AT_ONCE)
    message_mail = models.CharField(max_length=8, choices=Mode.choices, default=Mode.AT_ONCE)
    # Whether words of a conversation may stand in a mail: whoever reads the mail reads them.
    stories_in_mail = models.BooleanField(default=False)
    push = models.BooleanField(default=True)
    # Hours of the person's own clock; nothing goes out from the one to the other.
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_weekday = models.PositiveSmallIntegerField(default=0)  # Monday


class FollowChoice(models.Model):
    """A choice for one conversation or one space, which goes before the person's own default."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follow_choices"
    )
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, null=True, on_delete=models.CASCADE, related_name="+")
    mail = models.CharField(max_length=8, choices=Mode.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_choice_a_topic"),
            models.UniqueConstraint(fields=["member", "space"], name="one_choice_a_space"),
            models.CheckConstraint(
                condition=models.Q(topic=None) ^ models.Q(space=None),
                name="choice_of_a_topic_or_a_space",
            ),
        ]
