"""Words, proposed and decided, in as few words as a test needs."""

from __future__ import annotations

from alongside.language.word_rules import Tier
from alongside.moderation import actions
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.words.models import OwnRule
from tests.cast import Cast


def rehearsed(cast: Cast, word: str, tier: Tier = Tier.MASK, who: str = "moderator") -> Rehearsal:
    """Counted to its end."""
    row = actions.rehearse_word(
        cast.viewer(who), word=word, tier=tier.value, reason="It is used to hurt."
    )
    rehearse_at_once(row)
    row.refresh_from_db()
    return row


def proposed(cast: Cast, word: str, tier: Tier = Tier.MASK, who: str = "moderator") -> OwnRule:
    return actions.propose(cast.viewer(who), rehearsed(cast, word, tier, who).pk, sure=True)


def agreed(cast: Cast, rule: OwnRule, who: str = "administrator") -> OwnRule:
    newest = rule.rehearsals.latest("pk")
    return actions.agree_to(cast.viewer(who), rule.pk, newest.pk, sure=True)
