"""Many phrases looked for in one pass: the Aho-Corasick automaton of ahocorasick-rs.

Phrases are whole words: "anal" is not found in "analysis".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from alongside.language.folding import Folded, fold

V = TypeVar("V")


class Phrases(Generic[V]):
    """Phrases and what each stands for.

    Args:
        meanings: phrase to meaning; phrases are folded, so case and accents do not matter. Of
            two that fold to the same, the later stands.
    """

    def __init__(self, meanings: Mapping[str, V]) -> None:
        folded = {fold(phrase).text.strip(): value for phrase, value in meanings.items()}
        folded.pop("", None)
        self._values = list(folded.values())
        self._automaton = AhoCorasick(list(folded)) if folded else None

    def find(self, folded: Folded) -> Iterator[tuple[V, int, int]]:
        """Every whole-word match, overlapping ones too: meaning, start and end in `folded.text`."""
        if self._automaton is None:
            return
        text, values = folded.text, self._values
        last = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start == 0 or not text[start - 1].isalnum()) and (
                end == last or not text[end].isalnum()
            ):
                yield values[index], start, end
