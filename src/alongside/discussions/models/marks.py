"""What one reader leaves behind: follows, reactions, and how far they have read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models.places import Space
from alongside.discussions.models.posts import Post
from alongside.discussions.models.topics import Topic


class TopicFollow(models.Model):
    # Without an index of its own: the one below serves it too.
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_follows"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_topic_follow"),
        ]
        # All who follow are told in this order, some at a time.
        indexes = [models.Index(fields=["topic", "id"], name="topic_follow_in_order")]


class TopicMute(models.Model):
    """Somebody who hears nothing of this conversation, whatever else they follow."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="mutes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_mutes"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_topic_mute"),
        ]


class SpaceFollow(models.Model):
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="space_follows"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "space"], name="one_space_follow"),
        ]
        indexes = [models.Index(fields=["space", "id"], name="space_follow_in_order")]


class ReactionKind(models.TextChoices):
    HUG = "hug", "Hug"
    BEEN_THERE = "been_there", "Been there"
    HELPFUL = "helpful", "Helpful"


class Reaction(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions"
    )
    kind = models.CharField(max_length=10, choices=ReactionKind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "post", "kind"], name="one_reaction_each"),
        ]


class ReadMark(models.Model):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="read_marks")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    last_number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_read_mark"),
        ]
