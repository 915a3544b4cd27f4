"""Many phrases looked for in one pass: the Aho-Corasick automaton of ahocorasick-rs.

Phrases are whole words: "anal" is not found in "analysis". The spaces around a phrase are part of
what is looked for, so that the automaton itself passes over all other places.
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
        folded = {fold(phrase).words: value for phrase, value in meanings.items()}
        folded = {f" {words.strip()} ": value for words, value in folded.items() if words.strip()}
        self._values = list(folded.values())
        self._automaton = AhoCorasick(list(folded)) if folded else None

    def find(self, folded: Folded) -> Iterator[tuple[V, int, int]]:
        """Every whole-word match, overlapping ones too: meaning, start and end in `folded.text`."""
        if self._automaton is None:
            return
        values = self._values
        matches = self._automaton.find_matches_as_indexes(folded.words, overlapping=True)
        for index, start, end in matches:
            yield values[index], start, end - 2
