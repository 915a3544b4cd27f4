"""What this community changed about the word filter, and who answers for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.language.word_rules import Tier

WORD_MAX = 60
REASON_MAX = 300


class RuleState(models.TextChoices):
    PROPOSED = "proposed", "Waits for a second person"
    LIVE = "live", "In force"
    REFUSED = "refused", "Not agreed to"
    TAKEN_BACK = "taken_back", "Taken back"


# At most one rule of a word waits or is in force.
OPEN_RULES = (RuleState.PROPOSED.value, RuleState.LIVE.value)


class OwnRule(models.Model):
    """A word that somebody on the staff wants to add. In force once another one agreed."""

    word = models.CharField(max_length=WORD_MAX)
    # The shipped rule that this puts in force again; empty for a word of our own.
    shipped = models.CharField(max_length=80, blank=True)
    tier = models.CharField(max_length=4, choices=[(tier.value, tier.name) for tier in Tier])
    reason = models.CharField(max_length=REASON_MAX)
    state = models.CharField(
        max_length=10, choices=RuleState.choices, default=RuleState.PROPOSED, db_index=True
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    # Who agreed to it, or refused it. Never who proposed.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("decided_by")),
                name="own_rule_needs_a_second_person",
            ),
            models.UniqueConstraint(
                Lower("word"),
                condition=models.Q(state__in=OPEN_RULES),
                name="one_open_rule_a_word",
            ),
        ]

    def __str__(self) -> str:
        return self.shipped or f"own/{self.pk}"


class ShippedRuleTakenBack(models.Model):
    """A rule that ships with Alongside and is not in force here."""

    rule = models.CharField(max_length=80, unique=True)
    reason = models.CharField(max_length=REASON_MAX)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.rule


class Change(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    LIVE = "live", "agreed to"
    REFUSED = "refused", "said no to"
    WITHDRAWN = "withdrawn", "took back the proposal of"
    TAKEN_BACK = "taken_back", "took out of force"


class RuleChange(models.Model):
    """One line of the history that staff read: what was done to a rule, by whom, when and why."""

    rule = models.CharField(max_length=80, db_index=True)
    word = models.CharField(max_length=WORD_MAX)
    what = models.CharField(max_length=10, choices=Change.choices)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.rule} {self.what}"
