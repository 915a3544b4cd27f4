"""The words around a spot, disguises undone: what is looked at to say whom a word is aimed at.

Only so many characters on either side are read, so that the work for one spot has a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.language.words.spots import Spot, Term

REACH = 120
# What "gay" and "people" make together.
GROUP = Term("", "group")
_TOKEN = re.compile(r"[^\W_]+|[.!?;:,()\"](?=\W|$)")
_ENDS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or a mark between words; with its term where the filter knows it."""

    word: str
    start: int
    end: int
    term: Term | None = None

    @property
    def role(self) -> str:
        return self.term.role if self.term else ""

    @property
    def is_mark(self) -> bool:
        return not self.word[:1].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and which of them is the one in question."""

    tokens: tuple[Token, ...]
    at: int

    def word(self, place: int) -> str:
        """The word at a place, or "" beyond the ends."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def starts_clause(self, place: int) -> bool:
        return place <= 0 or self.tokens[place - 1].is_mark

    def back_over(self, words: frozenset[str], start: int | None = None) -> int:
        """The nearest place before `start` whose word is none of these; -1 at the beginning."""
        place = (self.at if start is None else start) - 1
        while place >= 0 and (self.word(place) in words or self.tokens[place].role == "kind"):
            place -= 1
        return place

    def on_over(self, words: frozenset[str], start: int) -> int:
        """The nearest place after `start` whose word is none of these."""
        place = start + 1
        while place < len(self.tokens) and self.word(place) in words:
            place += 1
        return place

    def role(self, place: int) -> str:
        return self.tokens[place].role if 0 <= place < len(self.tokens) else ""


def sentence_around(
    text: str, spots: Sequence[Spot], number: int, folk: frozenset[str]
) -> Sentence:
    """The sentence of `spots[number]`; the spots are in the order of the text."""
    spot = spots[number]
    first, last = max(0, spot.start - REACH), min(len(text), spot.end + REACH)
    low = bisect_left(spots, first, key=lambda one: one.start)
    high = bisect_left(spots, last, key=lambda one: one.start)
    before = _tokens(text, first, spot.start, spots[low:number])
    after = _tokens(text, spot.end, last, spots[number + 1 : high])
    before = _from_sentence_start(before)
    own = Token(spot.term.word, spot.start, spot.end, spot.term)
    return _with_groups([*before, own, *_to_sentence_end(after)], len(before), folk)


def _tokens(text: str, start: int, end: int, spots: Sequence[Spot]) -> list[Token]:
    """The words from start to end; where spots overlap, the first and longest of them stands."""
    tokens: list[Token] = []
    done = start
    for spot in spots:
        if spot.start >= done and spot.end <= end:
            tokens += _plain(text, done, spot.start)
            tokens.append(Token(spot.term.word, spot.start, spot.end, spot.term))
            done = spot.end
    return tokens + _plain(text, done, end)


def _plain(text: str, start: int, end: int) -> list[Token]:
    found = _TOKEN.finditer(text, start, end)
    return [Token(match.group(), match.start(), match.end()) for match in found]


def _from_sentence_start(tokens: list[Token]) -> list[Token]:
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].word in _ENDS:
            return tokens[place + 1 :]
    return tokens


def _to_sentence_end(tokens: list[Token]) -> list[Token]:
    for place, token in enumerate(tokens):
        if token.word in _ENDS:
            return tokens[:place]
    return tokens


def _with_groups(tokens: list[Token], at: int, folk: frozenset[str]) -> Sentence:
    """The sentence, with "gay people" as one name of a group where it was two words."""
    kept: list[Token] = []
    moved = 0
    for place, token in enumerate(tokens):
        before = kept[-1] if kept else None
        if before and before.role in ("kind", "group") and token.word in folk and place != at:
            kept[-1] = Token(before.word, before.start, token.end, GROUP)
            moved += place < at
        else:
            kept.append(token)
    return Sentence(tuple(kept), at - moved)
