"""A rehearsal: what a word's rule would touch, counted before anybody agrees to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models import Post
from alongside.language.word_rules import Tier
from alongside.words.models import REASON_MAX, WORD_MAX, OwnRule
from alongside.work.models import OPEN_STATES, LeasedWork


class Rehearsal(LeasedWork):
    """Reads the posts that stand, of the last 12 months, by one rule alone, some at a time.

    It keeps its place and its figures with each step, so that a kill costs nothing. `rule` is
    empty until somebody proposes the word.
    """

    word = models.CharField(max_length=WORD_MAX)
    tier = models.CharField(max_length=4, choices=[(tier.value, tier.name) for tier in Tier])
    reason = models.CharField(max_length=REASON_MAX)
    # The shipped rule that is to be put in force again; empty for a word of our own.
    shipped = models.CharField(max_length=80, blank=True)
    rule = models.ForeignKey(
        OwnRule, null=True, on_delete=models.CASCADE, related_name="rehearsals"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    # Posts made since then, up to the newest there was: so that the figures are of one moment.
    since = models.DateTimeField()
    newest = models.PositiveBigIntegerField()
    place = models.PositiveBigIntegerField(default=0)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Places where the word stands, in posts and titles, and how many of these speak of health.
    words = models.PositiveIntegerField(default=0)
    clinical_words = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    clinical_posts = models.PositiveIntegerField(default=0)
    titles = models.PositiveIntegerField(default=0)
    # Known at the end: who wrote them, in which spaces (space id to posts), and what else holds it.
    people = models.PositiveIntegerField(default=0)
    spaces = models.JSONField(default=dict)
    names = models.PositiveIntegerField(default=0)
    terms = models.PositiveIntegerField(default=0)

    class Meta(LeasedWork.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="rehearsal_due",
                condition=models.Q(state__in=OPEN_STATES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.done} of {self.total})"


class RehearsedPost(models.Model):
    """A post that the rule would touch. Where in it is looked up when somebody reads it."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="touched")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    words = models.PositiveIntegerField()
    clinical = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "post"], name="rehearsed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.words}"
