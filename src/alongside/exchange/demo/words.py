"""A word that waits for a second person in the demo: one that must not be hidden, to see why."""

from __future__ import annotations

import math

from alongside.language.word_rules import Tier
from alongside.moderation.actions import rehearse_word
from alongside.moderation.asked import ruled_already
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.people.models import Member
from alongside.people.viewers import viewer_of
from alongside.words.models import Change, OwnRule, RuleChange

PROPOSER = "Priya N"
WORD = "facial"
REASON = "I saw it used for something rude on another site."


def propose_word(cast: dict[str, Member]) -> None:
    """After all posts are here, so that the figures are of what can be read."""
    if ruled_already(WORD, Tier.MASK):
        return
    proposer = cast[PROPOSER]
    row = rehearse_word(viewer_of(proposer), word=WORD, tier=Tier.MASK.value, reason=REASON)
    rehearse_at_once(row, math.inf)
    rule = OwnRule.objects.create(
        word=WORD, tier=Tier.MASK, reason=REASON, proposed_by=proposer, proposed_at=row.asked_at
    )
    Rehearsal.objects.filter(pk=row.pk).update(rule=rule)
    RuleChange.objects.create(
        rule=str(rule), word=WORD, what=Change.PROPOSED, reason=REASON, by=proposer, at=row.asked_at
    )


def take_words_away() -> None:
    """What sample people proposed or did, before they go and nobody knows any more that they did.

    A rule that a real person had a part in stays, and so does what they did.
    """
    RuleChange.objects.filter(by__sample=True).delete()
    OwnRule.objects.filter(proposed_by__sample=True).exclude(decided_by__sample=False).delete()
