"""What one word's rule would touch in a text, and which of these places speak of health.

A place is clinical where it lies in a condition, sign or treatment that the vocabulary knows; or
where the word is itself a clinical one and another clinical word stands in the same sentence. This
errs towards clinical: a word of health that is hidden does more harm than one that is looked at.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alongside.language.concepts.starter import entries
from alongside.language.folding import Folded, fold
from alongside.language.phrases import Phrases
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words import Words
from alongside.moderation.models import Rehearsal
from alongside.words.reads import rule_named
from alongside.words.vocabulary import live_vocabulary

Span = tuple[int, int]
_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of the text."""

    start: int
    end: int
    clinical: bool


def rule_of(row: Rehearsal) -> WordRule:
    return rule_named(row.shipped or "rehearsed", row.word, row.tier, row.reason)


class Probe:
    """One rule alone, as it will be in force. Made once, it reads any number of texts."""

    def __init__(self, rule: WordRule) -> None:
        self._rule = rule
        self._filter = Words([rule])
        self._vocabulary = live_vocabulary()
        self.terms = self._terms()
        listed = any(True for _ in clinical_words().find(fold(rule.word)))
        self._of_health = listed or self.terms > 0

    def holds(self, text: str) -> bool:
        return bool(self._found(fold(text)))

    def places(self, text: str) -> list[Place]:
        """Every place in the text, in its order."""
        folded = fold(text)
        found = self._found(folded)
        return self._judged(folded, found) if found else []

    def _terms(self) -> int:
        """How many names of conditions, signs and treatments hold it, in the vocabulary here."""
        forms = [fold(form).text.strip() for form in (self._rule.word, *self._rule.forms)]
        names = shipped_names() | {fold(entry.name).text for entry in self._vocabulary.entries}
        holding = (name for name in names if any(form in name for form in forms))
        return sum(map(self.holds, holding))

    def _found(self, folded: Folded) -> list[Span]:
        masks, asked = self._filter.find(folded)
        touched = masks if self._rule.tier is Tier.MASK else asked
        return [(one.start, one.end) for one in touched]

    def _judged(self, folded: Folded, found: list[Span]) -> list[Place]:
        text = folded.original
        terms = [(one.start, one.end) for one in self._vocabulary.find(folded)]
        ends = [found.end() for found in _SENTENCE.finditer(text)]
        near = [*terms, *_words_of_health(folded)] if self._of_health else []
        beside = _by_sentence(ends, near)
        return [
            Place(at, to, _meets(terms, at, to) or _stands_beside(beside[bisect(ends, at)], at, to))
            for at, to in found
        ]


def _words_of_health(folded: Folded) -> list[Span]:
    return [folded.span(start, end) for _, start, end in clinical_words().find(folded)]


def _by_sentence(ends: list[int], spans: list[Span]) -> defaultdict[int, list[Span]]:
    sentences: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        sentences[bisect(ends, span[0])].append(span)
    return sentences


def _meets(spans: Sequence[Span], at: int, to: int) -> bool:
    return any(start < to and at < end for start, end in spans)


def _stands_beside(spans: Sequence[Span], at: int, to: int) -> bool:
    return any(end <= at or to <= start for start, end in spans)


@cache
def shipped_names() -> frozenset[str]:
    """Every name and alias of the concepts that ship, folded: at work, only the names are kept."""
    return frozenset(
        fold(name).text for entry in entries() for name in (entry.name, *entry.lay, *entry.clinical)
    )


@cache
def clinical_words() -> Phrases[str]:
    """The words of `clinical_words.toml`, each with its kind."""
    text = files("alongside.moderation").joinpath("clinical_words.toml").read_text("utf-8")
    kinds: dict[str, list[str]] = tomllib.loads(text)
    return Phrases({word: kind for kind, words in kinds.items() for word in words})
