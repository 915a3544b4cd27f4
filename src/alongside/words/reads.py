"""The reader that this community's texts are read by."""

from __future__ import annotations

from functools import lru_cache

from alongside.language import Reader
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words import shipped_rules
from alongside.words.models import OwnRule, RuleState, ShippedRuleTakenBack

Own = tuple[int, str, str, str]


def live_reader() -> Reader:
    """A reader by the rules in force now: two small questions, and the reader is kept until the
    answers change. In a transaction that writes, what it says is what the transaction sees.
    """
    own = OwnRule.objects.filter(state=RuleState.LIVE, shipped="").order_by("id")
    gone = ShippedRuleTakenBack.objects.order_by("id").values_list("rule", flat=True)
    return _reader(tuple(own.values_list("id", "word", "tier", "reason")), tuple(gone))


def shipped_rule(name: str) -> WordRule | None:
    """The rule of that name among those that come with Alongside, in force here or not."""
    return next((rule for rule in shipped_rules() if rule.name == name), None)


def rule_named(name: str, word: str, tier: str, reason: str) -> WordRule:
    """A shipped rule, with all its forms; else one of this community's own."""
    return shipped_rule(name) or WordRule(name, word, Tier(tier), "own", reason)


@lru_cache(maxsize=2)
def _reader(own: tuple[Own, ...], gone: tuple[str, ...]) -> Reader:
    added = [rule_named(f"own/{number}", *of) for number, *of in own]
    return Reader(added=added, without=gone)
