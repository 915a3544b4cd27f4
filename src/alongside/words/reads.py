"""The reader that this community's texts are read by."""

from __future__ import annotations

from functools import lru_cache

from alongside.language import Reader
from alongside.language.word_rules import Tier, WordRule
from alongside.words.models import OwnRule, RuleState, ShippedRuleTakenBack

Own = tuple[int, str, str, str]


def live_reader() -> Reader:
    """A reader by the rules in force now: two small questions, and the reader is kept until the
    answers change. In a transaction that writes, what it says is what the transaction sees.
    """
    own = OwnRule.objects.filter(state=RuleState.LIVE).order_by("id")
    gone = ShippedRuleTakenBack.objects.order_by("id").values_list("rule", flat=True)
    return _reader(tuple(own.values_list("id", "word", "tier", "reason")), tuple(gone))


@lru_cache(maxsize=2)
def _reader(own: tuple[Own, ...], gone: tuple[str, ...]) -> Reader:
    added = [
        WordRule(f"own/{number}", word, Tier(tier), "own", reason)
        for number, word, tier, reason in own
    ]
    return Reader(added=added, without=gone)
