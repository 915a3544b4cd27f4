"""Patterns found sentence by sentence, in a time that grows with the text and no faster.

What a sentence's words are decides which patterns are tried on it at all: few, mostly none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from alongside.language.urgent.choices import WORD
from alongside.language.urgent.lexicon import Lexicon, Pattern

# A full stop between figures ends nothing.
_END = re.compile(r"[.!?;]+(?= |$)|\.{2,}")
# Who writes without full stops is read in pieces of about so many characters.
_LONG = 300
# Two short sentences are also read as one: "It went dead. My leg."
_PAIR = 160
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


def _words(text: str, sentence: Sentence) -> set[str]:
    """The words of a sentence; "kitchen's" is also "kitchen"."""
    words = set(WORD.findall(text, sentence.start, sentence.end))
    if text.find("'", sentence.start, sentence.end) >= 0:
        words.update([word.partition("'")[0] for word in words if "'" in word])
    return words


# What else a sentence must hold, and the numbers of the patterns to try on it then.
Lead = tuple[frozenset[str], frozenset[str], tuple[int, ...]]


class Matcher:
    """Looks for all patterns of a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = lexicon.patterns
        # The rarest words of a pattern lead to it; what else it needs is asked only then.
        alike: dict[tuple[frozenset[str], ...], list[int]] = {}
        for number, pattern in enumerate(lexicon.patterns):
            alike.setdefault(pattern.needs, []).append(number)
        self._index: dict[str, list[Lead]] = {}
        for (first, *others), numbers in alike.items():
            second, third = [*others, first, first][:2]
            for word in first:
                self._index.setdefault(word, []).append((second, third, tuple(numbers)))

    def find(self, text: str, split: list[Sentence]) -> Iterator[Match]:
        """Each pattern's first place in each sentence that holds it, or in two that are short."""
        every = [_words(text, sentence) for sentence in split]
        for number, (sentence, words) in enumerate(zip(split, every, strict=True)):
            for pattern in self._tried(words):
                found = pattern.expression.search(text, sentence.start, sentence.end)
                if found:
                    yield Match(pattern, number, *found.span(), found.regs[1:])
        for number, (sentence, after) in enumerate(pairwise(split)):
            if after.end - sentence.start <= _PAIR:
                yield from self._across(text, number, sentence, after, every)

    def _across(
        self, text: str, number: int, sentence: Sentence, after: Sentence, every: list[set[str]]
    ) -> Iterator[Match]:
        """What begins in one sentence and ends in the next."""
        for pattern in self._tried(every[number] | every[number + 1]):
            found = pattern.far and pattern.expression.search(text, sentence.start, after.end)
            if found and found.start() < after.start < found.end():
                yield Match(pattern, number, *found.span(), found.regs[1:])

    def _tried(self, words: set[str]) -> list[Pattern]:
        """The patterns whose needs are all met, in the order they are written in."""
        met = self._index.keys() & words
        apart = words.isdisjoint
        tried = {
            number
            for word in met
            for second, third, numbers in self._index[word]
            if not apart(second) and not apart(third)
            for number in numbers
        }
        return [self._patterns[number] for number in sorted(tried)]
