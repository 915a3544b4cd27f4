"""Whether words tell of the past: "his face dropped", and not "his face has dropped"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[a-z']+")
_BREAK = re.compile(r"[,:;.!?(]|\b(?:and|but|so|then|because)\b")
# How far before a sign its verb may stand.
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Tense:
    """The words of one language.

    Attributes:
        simple: verbs in their past form, beside those that end in "ed".
        ended: words that end so and are none.
        present: words after which such a form is of now: "has dropped".
        over: verbs of a wish or a feeling in that form.
        unreal: words that make of such a verb no past: "I wish it had".
        begun: words that tell of a change.
        denied: words of which the denial is the sign.
    """

    simple: frozenset[str]
    ended: frozenset[str]
    present: frozenset[str]
    over: frozenset[str]
    unreal: frozenset[str]
    begun: frozenset[str]
    denied: frozenset[str]

    def past(self, text: str, start: int, end: int) -> bool:
        """Whether a verb of `text[start:end]`, or one just before it, tells of the past."""
        words = self._words(text, start, end)
        if not self.unreal.isdisjoint(words):
            return False
        return any(
            self._is_past(word) and before not in self.present
            for before, word in pairwise(["", *words])
        )

    def changes(self, text: str, start: int, end: int) -> bool:
        """Whether they tell that something changes, and not only how it is."""
        return not self.begun.isdisjoint(_WORD.findall(text, start, end))

    def over_with(self, text: str, start: int, end: int) -> bool:
        """Whether they tell of a wish or a feeling that was."""
        words = self._words(text, start, end)
        return self.unreal.isdisjoint(words) and not self.over.isdisjoint(words)

    def _words(self, text: str, start: int, end: int) -> list[str]:
        begin = max(start - _BEFORE, 0)
        breaks = [found.end() for found in _BREAK.finditer(text, begin, start)]
        return _WORD.findall(text, breaks[-1] if breaks else begin, end)

    def _is_past(self, word: str) -> bool:
        ends_so = word.endswith("ed") and len(word) > 4 and word not in self.ended
        return ends_so or word in self.simple
