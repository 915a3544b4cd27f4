"""The reader that this community's texts are read by."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from django.conf import settings

from alongside.kernel.queries import rows
from alongside.language import Reader
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words import shipped_rules
from alongside.words.vocabulary import live_vocabulary

Own = tuple[Any, ...]
# Where most who write English here are; the community's own country comes first.
REGIONS = ("US", "GB")


# Every post that is written asks this: what is added, and (0) what is out of force.
RULES = """
SELECT id, word, tier, reason FROM words_ownrule WHERE state = 'live' AND shipped = ''
UNION ALL SELECT 0, rule, '', '' FROM words_shippedruletakenback ORDER BY 1, 2
"""


def live_reader() -> Reader:
    """A reader by the rules in force now: one small question, and the reader is kept until the
    answer changes. In a transaction that writes, what it says is what the transaction sees.
    """
    return _reader(tuple(rows(RULES, [])), str(settings.ALONGSIDE.country))


def rules_in_force() -> str:
    """What tells the rules in force now, and how they are read, from any others."""
    told = repr((rows(RULES, []), shipped_rules(), version("alongside")))
    return hashlib.sha256(told.encode()).hexdigest()


def shipped_rule(name: str) -> WordRule | None:
    """The rule of that name among those that come with Alongside, in force here or not."""
    return next((rule for rule in shipped_rules() if rule.name == name), None)


def rule_named(name: str, word: str, tier: str, reason: str) -> WordRule:
    """A shipped rule, with all its forms; else one of this community's own."""
    return shipped_rule(name) or WordRule(name, word, Tier(tier), "own", reason)


@lru_cache(maxsize=2)
def _reader(rules: tuple[Own, ...], country: str) -> Reader:
    added = [rule_named(f"own/{number}", *of) for number, *of in rules if number]
    gone = [rule for number, rule, *_ in rules if not number]
    regions = tuple(dict.fromkeys((country, *REGIONS)))
    return Reader(added=added, without=gone, regions=regions, vocabulary=live_vocabulary)
