"""Words that are hidden from readers: where each stands, by which rule, and what came of asking."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.discussions.models.posts import Post, PostRevision
from alongside.work.models import LeasedWork

ANSWER_MAX = 500


class Ruling(models.TextChoices):
    NONE = "", "Nobody asked"
    APPEALED = "appealed", "Its author asked a moderator to look"
    UPHELD = "upheld", "A moderator keeps it hidden"
    ALLOWED = "allowed", "A moderator shows it again"


class MaskedWord(models.Model):
    """One place that a rule of the word filter hides, unless a moderator allowed it.

    `start` and `end` count characters of what was written: the post's source, or with `in_title`
    the conversation's title; with `revision`, of how it read before an edit. Whoever takes a rule
    back takes these away, and needs no filter to find them again.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="masked_words")
    revision = models.ForeignKey(
        PostRevision, null=True, on_delete=models.CASCADE, related_name="masked_words"
    )
    in_title = models.BooleanField(default=False)
    # As the rules of the reader are named: "en/word", "own/17".
    rule = models.CharField(max_length=80, db_index=True)
    reason = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    ruling = models.CharField(max_length=8, choices=Ruling.choices, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # Why, in the moderator's words, for the author.
    answer = models.CharField(max_length=ANSWER_MAX, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="masked_word_has_letters"
            ),
        ]
        indexes = [
            models.Index(
                fields=["appealed_at"],
                name="masked_word_appealed",
                condition=models.Q(ruling="appealed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.rule} {self.start}-{self.end}"


class MaskingPass(LeasedWork):
    """Going through all that stands here by the rules in force now, some posts at a time.

    `cursor` is the last post that was read: it goes on from there. The newest whole pass stays,
    done, to say by which `rules` what stands here was read; empty for a pass through some of it.
    """

    cursor = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField()
    rules = models.CharField(max_length=64, blank=True)

    class Meta(LeasedWork.Meta):
        abstract = False
