"""The words around a spot, disguises undone: what is looked at to say whom a word is aimed at.

Only so many characters on either side are read, so that the work for one spot has a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.language.words.spots import Spot

REACH = 100
# Words, and the marks that end a sentence or a clause. Not the dot within "e.g.".
_TOKEN = re.compile(r"[^\W_]+|[.!?;:,()\"](?=\W|$)")
_ENDS = frozenset(".!?;")
PEOPLE = frozenset({"group", "kind"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and marks, what each is known as, and which of them is the one in question.

    Attributes:
        words: as they read; a name of a group is one of them, "gay people" too.
        roles: for each the role of its term, or "".
        at: the place of the word in question.
    """

    words: list[str]
    roles: list[str]
    at: int

    def word(self, place: int) -> str:
        """The word at a place, or "" beyond the ends."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def role(self, place: int) -> str:
        return self.roles[place] if 0 <= place < len(self.roles) else ""

    def starts_clause(self, place: int) -> bool:
        return not self.word(place - 1)[:1].isalnum()

    def back_over(self, words: frozenset[str]) -> int:
        """The nearest place before the word whose word is none of these; -1 at the beginning."""
        place = self.at - 1
        while place >= 0 and (self.words[place] in words or self.roles[place] == "kind"):
            place -= 1
        return place

    def on_over(self, words: frozenset[str], start: int) -> int:
        """The nearest place after `start` whose word is none of these."""
        place = start + 1
        while place < len(self.words) and self.words[place] in words:
            place += 1
        return place


def sentence_around(
    text: str, spots: Sequence[Spot], number: int, folk: frozenset[str]
) -> Sentence:
    """The sentence of `spots[number]`; the spots are in the order of the text."""
    spot = spots[number]
    first, last = max(0, spot.start - REACH), min(len(text), spot.end + REACH)
    low = bisect_left(spots, first, hi=number, key=_start)
    high = bisect_left(spots, last, lo=number, key=_start)
    before = _words(text, first, spot.start, spots[low:number])
    after = _words(text, spot.end, last, spots[number + 1 : high])
    if first and before and text[first - 1].isalnum():
        del before[0]  # half a word
    before = before[_sentence_start(before) :]
    after = after[: _sentence_end(after)]
    own = (spot.term.word, spot.term.role)
    return _with_groups([*before, own, *after], len(before), folk)


def _start(spot: Spot) -> int:
    return spot.start


def _words(text: str, start: int, end: int, spots: Sequence[Spot]) -> list[tuple[str, str]]:
    """The words from start to end; where spots overlap, the first and longest of them stands."""
    found: list[tuple[str, str]] = []
    done = start
    for spot in spots:
        if spot.start >= done and spot.end <= end:
            found += [(word, "") for word in _TOKEN.findall(text, done, spot.start)]
            found.append((spot.term.word, spot.term.role))
            done = spot.end
    found += [(word, "") for word in _TOKEN.findall(text, done, end)]
    return found


def _sentence_start(words: list[tuple[str, str]]) -> int:
    for place in range(len(words) - 1, -1, -1):
        if words[place][0] in _ENDS:
            return place + 1
    return 0


def _sentence_end(words: list[tuple[str, str]]) -> int:
    for place, (word, _role) in enumerate(words):
        if word in _ENDS:
            return place
    return len(words)


def _with_groups(found: list[tuple[str, str]], at: int, folk: frozenset[str]) -> Sentence:
    """The sentence, with "gay people" as one name of a group where it was two words."""
    words: list[str] = []
    roles: list[str] = []
    place_of_at = at
    for place, (word, role) in enumerate(found):
        if word in folk and place != at and roles and roles[-1] in PEOPLE:
            roles[-1] = "group"
            place_of_at -= place < at
        else:
            words.append(word)
            roles.append(role)
    return Sentence(words, roles, place_of_at)
