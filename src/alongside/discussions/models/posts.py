"""Posts: rendered and cleaned once when written, the same HTML for every reader.

`source` is what was written and is never changed by a rule about words. `html` is what readers are
shown; where words are hidden in it, `whole_html` is the same with them, for the author, moderators
and whoever asks to see it. Whoever shows somebody's `source` to others asks `reads/hidden.py`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models.topics import SHOWN_TITLE_MAX, TITLE_MAX, Topic

BODY_MAX = 20_000


class Removal(models.TextChoices):
    AUTHOR = "author", "Removed by its author"
    STAFF = "staff", "Removed by a moderator"


class Post(models.Model):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    # Number 1 opens the topic, the rest are replies.
    number = models.PositiveIntegerField()
    # Empty only where sample people were taken away and real people's words stayed.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="posts"
    )
    source = models.TextField()
    html = models.TextField()
    whole_html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    # How often it was edited: a form that carries an older figure has met another edit.
    edit_count = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=6, choices=Removal.choices, blank=True)
    imported = models.BooleanField(default=False)
    hug_count = models.PositiveIntegerField(default=0)
    been_there_count = models.PositiveIntegerField(default=0)
    helpful_count = models.PositiveIntegerField(default=0)
    # The form's own token, and a digest of what it carried: a second send finds the first.
    # NULL, not "", where there was no form, because many such posts must pass the constraint.
    write_token = models.CharField(max_length=36, null=True, blank=True)  # noqa: DJ001
    write_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_a_number"),
            models.UniqueConstraint(fields=["author", "write_token"], name="one_post_a_token"),
        ]
        indexes = [models.Index(fields=["author", "-id"], name="post_author_newest")]

    def __str__(self) -> str:
        return f"{self.topic_id}#{self.number}"


class PostRevision(models.Model):
    """How a post read before an edit, kept for everyone who may read the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    # The conversation's title as it was, where the opening post was edited.
    title = models.CharField(max_length=SHOWN_TITLE_MAX, blank=True)
    whole_title = models.CharField(max_length=TITLE_MAX, blank=True)
    source = models.TextField()
    html = models.TextField()
    whole_html = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_revision_a_number"),
        ]

    @property
    def written_title(self) -> str:
        return self.whole_title or self.title


class Quote(models.Model):
    """A standing post whose words another post repeats, under its author's name."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quotes")
    quoted = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quoted_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "quoted"], name="one_quote_of_a_post"),
        ]
