"""Patterns found sentence by sentence, in a time that grows with the text and no faster.

What a sentence's words are decides which patterns are tried on it at all: few, mostly none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.language.urgent.choices import WORD
from alongside.language.urgent.lexicon import Lexicon, Pattern

# A full stop between figures ends nothing.
_END = re.compile(r"[.!?;]+(?= |$)|\.{2,}")
# Who writes without full stops is read in pieces of about so many characters.
_LONG = 300
_PAUSE = re.compile(r"[,:)] | (?:and|but|so|then) ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence lies in the folded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern and its place in the folded text.

    Attributes:
        sentence: its number.
        gaps: the places of the words between the parts of the pattern.
    """

    pattern: Pattern
    sentence: int
    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a folded text, none much longer than people write them."""
    found = []
    start = 0
    for end in _ends(text):
        while end - start > _LONG:
            pause = _PAUSE.search(text, start + _LONG // 2, start + _LONG)
            cut = pause.start() + 1 if pause else _space_before(text, start + _LONG, start)
            found.append(Sentence(start, cut))
            start = cut
        if end > start:
            found.append(Sentence(start, end))
        start = end
    return found


def _ends(text: str) -> Iterator[int]:
    yield from (found.end() for found in _END.finditer(text))
    yield len(text)


def _space_before(text: str, place: int, start: int) -> int:
    space = text.rfind(" ", start + 1, place)
    return space if space > start else place


class Matcher:
    """Looks for all patterns of a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = lexicon.patterns
        # By its rarest words alone: those of its other needs are too common to begin with.
        self._index: dict[str, list[int]] = {}
        for number, pattern in enumerate(lexicon.patterns):
            for word in pattern.needs[0]:
                self._index.setdefault(word, []).append(number)
        # A need that a pattern does not have is met as its first is.
        padded = [
            (*pattern.needs, pattern.needs[0], pattern.needs[0]) for pattern in self._patterns
        ]
        self._second = [needs[1] for needs in padded]
        self._third = [needs[2] for needs in padded]

    def find(self, text: str, split: list[Sentence]) -> Iterator[Match]:
        """Each pattern's first place in each sentence that holds it."""
        words, known = WORD.findall, self._index.keys()
        for number, sentence in enumerate(split):
            met = set(words(text, sentence.start, sentence.end))
            rare = known & met
            for pattern in self._tried(rare, met) if rare else ():
                found = pattern.expression.search(text, sentence.start, sentence.end)
                if found:
                    yield Match(pattern, number, *found.span(), found.regs[1:])

    def _tried(self, rare: set[str], met: set[str]) -> list[Pattern]:
        """The patterns whose needs are all met."""
        second, third = self._second, self._third
        numbers = {number for word in rare for number in self._index[word]}
        tried = [
            number
            for number in numbers
            if not second[number].isdisjoint(met) and not third[number].isdisjoint(met)
        ]
        return [self._patterns[number] for number in sorted(tried)]
