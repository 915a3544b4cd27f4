"""What may be a word's rule, and what to say where it may not: nothing is lost, and what to do."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from alongside.language import Part
from alongside.language.folding import fold
from alongside.language.word_rules import Tier
from alongside.language.words import shipped_rules
from alongside.words.models import (
    OPEN_RULES,
    REASON_MAX,
    WORD_MAX,
    OwnRule,
    RuleState,
    ShippedRuleTakenBack,
)
from alongside.words.reads import live_reader

EMPTY = "Write the word first."
NO_LETTER = "There is no letter in this. Write a word or a short phrase."
ONE_LETTER = "One letter alone stands in nearly every post. Write a whole word."
TOO_LONG = f"Please keep it under {WORD_MAX} characters: one word, or a few."
NO_REASON = "Say why in a few plain words. The person whose word it is reads them."
REASON_TOO_LONG = f"Please keep it under {REASON_MAX} characters."


def plain(word: str) -> str:
    """As it is kept: in single spaces. Letters that only look like others become those."""
    spaced = " ".join(word.split())
    folded = key_of(spaced)
    return spaced if spaced.isascii() or not folded.isascii() else folded


def key_of(word: str) -> str:
    return fold(word).text.strip()


def check_word(word: str) -> str:
    """The word as it is kept.

    Raises:
        ValidationError: with what is wrong with it, for the person who typed it.
    """
    key = key_of(word)
    if not word.strip():
        raise ValidationError(EMPTY)
    if not any(ch.isalpha() for ch in key):
        raise ValidationError(NO_LETTER)
    if len(key.replace(" ", "")) == 1:
        raise ValidationError(ONE_LETTER)
    kept = plain(word)
    if len(kept) > WORD_MAX or len(key) > WORD_MAX:
        raise ValidationError(TOO_LONG)
    return kept


def ruled_already(word: str, tier: str) -> str:
    """What to say where a rule of this word waits or is in force; empty where there is none.

    A word that a moderator is asked about, by a rule that ships, can be proposed to be hidden.
    """
    key = key_of(word)
    # What put a shipped rule in force again is that rule, and found below.
    rules = OwnRule.objects.filter(state__in=OPEN_RULES).exclude(
        state=RuleState.LIVE, shipped__gt=""
    )
    rule = next((one for one in rules if key_of(one.word) == key), None)
    if rule and rule.state == RuleState.PROPOSED:
        return f"“{rule.word}” is proposed already. Look under “Waiting” on the page of words."
    if rule:
        return f"“{rule.word}” has a rule already. To change it, take that rule back first."
    if live_reader().read(word, (Part.WORDS,)).masks or (tier == Tier.ASK and _is_shipped(key)):
        return f"There is a rule for “{word}” already: it comes with Alongside."
    return ""


def _is_shipped(key: str) -> bool:
    gone = set(ShippedRuleTakenBack.objects.values_list("rule", flat=True))
    rules = (rule for rule in shipped_rules() if rule.name not in gone)
    return any(key_of(form) == key for rule in rules for form in (rule.word, *rule.forms))
