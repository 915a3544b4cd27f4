"""A topic: one conversation, opened by its post number 1."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models.places import Space

TITLE_MAX = 120
# What is shown in place of a hidden word is longer than most of them.
SHOWN_TITLE_MAX = 8 * TITLE_MAX
REASON_MAX = 500


class TopicKind(models.TextChoices):
    QUESTION = "question", "Question"
    STORY = "story", "Story"


class Topic(models.Model):
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="topics")
    # Empty only where sample people were taken away and real people had answered.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="topics"
    )
    # What readers are shown. Where a word in it is hidden, `whole_title` is what was written.
    title = models.CharField(max_length=SHOWN_TITLE_MAX)
    whole_title = models.CharField(max_length=TITLE_MAX, blank=True)
    kind = models.CharField(max_length=8, choices=TopicKind.choices, default=TopicKind.QUESTION)
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    # The number of the newest post. Numbers are dense and never reused: page k of a topic is
    # the range of numbers (k - 1) * 20 + 1 to k * 20, whatever was removed.
    last_number = models.PositiveIntegerField(default=1)
    reply_count = models.PositiveIntegerField(default=0)
    follower_count = models.PositiveIntegerField(default=0)
    imported_follower_count = models.PositiveIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    # Goes up with every write that changes what a reader sees; the page cache compares it.
    revision = models.PositiveIntegerField(default=0)
    # Where an imported topic came from, so that importing it again finds it.
    import_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["space", "-last_post_at", "-id"],
                name="topic_space_newest",
                condition=models.Q(removed_at=None),
            ),
            models.Index(
                fields=["-last_post_at", "-id"],
                name="topic_newest",
                condition=models.Q(removed_at=None),
            ),
            models.Index(
                fields=["space", "-last_post_at", "-id"],
                name="topic_space_unanswered",
                condition=models.Q(removed_at=None, reply_count=0),
            ),
            models.Index(
                fields=["-last_post_at", "-id"],
                name="topic_unanswered",
                condition=models.Q(removed_at=None, reply_count=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def written_title(self) -> str:
        """For its author and moderators alone."""
        return self.whole_title or self.title


class AnonymousAsker(models.Model):
    """Who asked without their name. Beside it, nothing joins a stand-in to a person.

    Every post of theirs in this conversation has the stand-in as its author, so that a page, a
    list, a feed or a mail that knows nothing of this table cannot tell.
    """

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="anonymous_asker")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="anonymous_topics"
    )
    stand_in = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )


class AskerLookup(models.Model):
    """An administrator found out who asked, because a life was in danger. It is never taken back.

    The one who asked reads all of it.
    """

    asker = models.ForeignKey(AnonymousAsker, on_delete=models.CASCADE, related_name="lookups")
    # Empty where that administrator has left since.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
