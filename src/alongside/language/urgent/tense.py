"""Whether words tell of the past: "his face dropped", and not "his face has dropped"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[a-z']+")
# How far before a sign its verb may stand.
_BEFORE = 16


@dataclass(frozen=True, slots=True)
class Tense:
    """The words of one language.

    Attributes:
        simple: verbs in their past form, beside those that end in "ed".
        ended: words that end so and are none.
        present: words after which such a form is of now: "has dropped".
    """

    simple: frozenset[str]
    ended: frozenset[str]
    present: frozenset[str]

    def past(self, text: str, start: int, end: int) -> bool:
        """Whether a verb of `text[start:end]`, or one just before it, tells of the past."""
        before = ""
        for found in _WORD.finditer(text, max(start - _BEFORE, 0), end):
            word = found.group()
            if before not in self.present and self._is_past(word):
                return True
            before = word
        return False

    def _is_past(self, word: str) -> bool:
        ends_so = word.endswith("ed") and len(word) > 4 and word not in self.ended
        return ends_so or word in self.simple
