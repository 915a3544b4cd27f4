"""Where a text holds a word the filter knows, in whatever disguise: one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from string import ascii_lowercase
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from alongside.language.folding import Folded, fold
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words.disguises import (
    Stretched,
    leet_words,
    near_spellings,
    parts,
    signed_words,
    spelled_letters,
    splits,
    starred,
    unleet,
)

# The longest word that is looked at as two run together.
_JOINED_MAX = 40
# Beside a word in single letters these few are words of their own: "a b i t c h".
_LONE_LETTERS = {"", "a", "i", "u", "r"}
# With so many more letters than the word has, a whole sentence was spelled out.
_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class Term:
    """A word the filter knows.

    Attributes:
        word: as `Folded.words` has it.
        role: the kind of its rule; or "group" or "kind", of people, which have no rule.
        near: whether one letter lost or swapped counts.
        joined: whether it counts where it is run together with a small word or a group's name.
        inside: whether it counts inside any longer word.
    """

    word: str
    role: str
    rule: WordRule | None = None
    near: bool = False
    joined: bool = False
    inside: bool = False

    @property
    def masks(self) -> bool:
        return self.rule is not None and self.rule.tier is Tier.MASK


class Spot(NamedTuple):
    """A term at a place of the folded text; `spelled` where its sentence was spelled in letters."""

    start: int
    end: int
    term: Term
    spelled: bool = False


class How(Enum):
    """How a pattern of the automaton stands for its term."""

    WHOLE = "a word"
    INSIDE = "a part of a word"
    STRETCH = "three times the same letter"


def plain(word: str) -> str:
    """A word as `Folded.words` has it, without the space at each end."""
    return " ".join(fold(word).words.split())


class Spots:
    """Finds terms. The automaton's one pass shows where to look closer.

    Args:
        terms: of two with one word, the later stands.
        innocent: words that no disguise may be taken for.
        joins: words that others are run together with.
    """

    def __init__(
        self, terms: Iterable[Term], innocent: frozenset[str], joins: frozenset[str]
    ) -> None:
        self._terms = {term.word: term for term in terms if term.word}
        self._innocent = innocent
        self._joins = joins | {""}
        self._starred = {
            stars: term
            for term in self._terms.values()
            if term.near
            for stars in starred(term.word)
        }
        self._stretched = Stretched(self._terms)
        patterns = dict(self._patterns())
        self._values = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns)) if patterns else None
        # Of a word and a phrase with the same letters the word stands: it comes later.
        in_turn = sorted(self._terms, key=lambda word: " " not in word)
        squeezed = {word.replace(" ", ""): self._terms[word] for word in in_turn}
        squeezed = {word: term for word, term in squeezed.items() if len(word) > 2}
        self._squeezed = list(squeezed.values())
        self._letters = AhoCorasick(list(squeezed)) if squeezed else None

    def find(self, folded: Folded) -> list[Spot]:
        """Every spot, in the order of the text; of two in one place the longer first."""
        if self._automaton is None:
            return []
        found = [
            *self._matched(folded),
            *self._leet(folded),
            *self._signed(folded),
            *self._spelled(folded),
        ]
        return sorted(set(found), key=lambda spot: (spot.start, -spot.end, spot.term.word))

    def _patterns(self) -> Iterator[tuple[str, tuple[How, Term | None]]]:
        for letter in ascii_lowercase:
            yield letter * 3, (How.STRETCH, None)
        for term in self._terms.values():
            if term.joined or term.inside:
                yield term.word, (How.INSIDE, term)
            for disguise in sorted(_disguises(term) - self._innocent - self._terms.keys()):
                yield f" {disguise} ", (How.WHOLE, term)
        for term in self._terms.values():
            yield f" {term.word} ", (How.WHOLE, term)

    def _matched(self, folded: Folded) -> Iterator[Spot]:
        assert self._automaton is not None
        values, words, done = self._values, folded.words, 0
        for index, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            how, term = values[index]
            if how is How.WHOLE and term is not None:
                yield Spot(start, end - 2, term)
            elif how is How.INSIDE and term is not None:
                yield from self._inside(term, words, start, end)
            elif start >= done:
                first, done = words.rfind(" ", done, start) + 1, words.find(" ", start)
                word = self._stretched.word(words[first:done])
                if word is not None:
                    yield Spot(first - 1, done - 1, self._terms[word])

    def _inside(self, term: Term, words: str, start: int, end: int) -> Iterator[Spot]:
        """A word inside a longer one, where it is meant and not just its letters."""
        first = words.rfind(" ", max(0, start - _JOINED_MAX), start) + 1
        last = words.find(" ", end, end + _JOINED_MAX)
        if first == 0 or last < 0 or (first, last) == (start, end):
            return
        before, after = words[first:start], words[end:last]
        known = before in self._joins and after in self._joins
        if known or (term.inside and not self._is_part_of_innocent(term, words[first:last])):
            yield Spot(start - 1, end - 1, term)
            if before in self._terms:
                yield Spot(first - 1, start - 1, self._terms[before])
            if after in self._terms:
                yield Spot(end - 1, last - 1, self._terms[after])

    def _is_part_of_innocent(self, term: Term, word: str) -> bool:
        """Whether a longer word holds this one by chance, as "sniggering" does."""
        return any(one in word for one in self._innocent if term.word in one)

    def _leet(self, folded: Folded) -> Iterator[Spot]:
        for word, start, end in leet_words(folded):
            for reading in unleet(word):
                term = self._terms.get(reading)
                if term is not None:
                    yield Spot(start, end, term)
                    break

    def _signed(self, folded: Folded) -> Iterator[Spot]:
        for word, start, end in signed_words(folded):
            between = parts(word)
            term = self._starred.get(word) or self._terms.get("".join(between))
            if term is not None and " ".join(between) not in self._innocent:
                yield Spot(start, end, term)

    def _spelled(self, folded: Folded) -> Iterator[Spot]:
        if self._letters is None:
            return
        for letters, places in spelled_letters(folded):
            for reading in dict.fromkeys(unleet(letters)[:2]):
                matches = self._letters.find_matches_as_indexes(reading, overlapping=True)
                for index, start, end in matches:
                    if end - start > 3 or _stands_alone(letters, start, end):
                        long = len(letters) >= end - start + _SENTENCE
                        yield Spot(places[start], places[end - 1] + 1, self._squeezed[index], long)


def _stands_alone(letters: str, start: int, end: int) -> bool:
    """Whether a short word in single letters has at most "a", "I" and the like beside it."""
    if start > 1 or len(letters) - end > 1:
        return False
    return {letters[:start], letters[end:]} <= _LONE_LETTERS


def _disguises(term: Term) -> set[str]:
    word = term.word
    if not term.near or not word.isalpha():
        return set()
    return near_spellings(word) | (splits(word) if term.inside else set())
