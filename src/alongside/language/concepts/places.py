"""Where in a text a concept may be, before it is decided which of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alongside.language.concepts.entries import OnlyWhere
from alongside.language.concepts.sentences import ENDS, sentence

# How far before and behind a word its neighbours are read.
_NEAR = 24
# Two words of a pair stand this far apart at most: characters, and words between them.
_PAIR_GAP = 36
_PAIR_WORDS = 5
_PAIR_ENDS = (*ENDS, ",", ":")


@dataclass(slots=True)
class Place:
    """A place that may hold a concept.

    Attributes:
        weight: how much of the text speaks for it.
        gap: of a pair, what stands between its two words.
    """

    start: int
    end: int
    concept: int
    weight: float
    gap: tuple[int, int] | None = None

    def parts(self) -> list[tuple[int, int]]:
        """The words themselves: all of it, or the two of a pair."""
        if self.gap is None:
            return [(self.start, self.end)]
        return [(self.start, self.gap[0]), (self.gap[1], self.end)]


@dataclass(slots=True)
class Piece:
    """A place of a word that belongs to word sets."""

    start: int
    end: int
    sets: tuple[int, ...]


def allowed(where: OnlyWhere, text: str, start: int, end: int) -> bool:
    """Whether a word with an everyday sense means the medical one here."""
    before = " " + text[max(0, start - _NEAR) : start].rstrip(' "')
    if where.after and not before.endswith(where.after):
        return False
    if where.not_after and before.endswith(where.not_after):
        return False
    if where.not_before and _starts(text[end : end + _NEAR], where.not_before):
        return False
    if where.without:
        around = sentence(text, start, end)
        return not any(word in around for word in where.without)
    return True


def _starts(behind: str, words: tuple[str, ...]) -> bool:
    if not behind.startswith(words):
        return False
    lengths = (len(word) for word in words if behind.startswith(word))
    return any(not behind[at : at + 1].isalnum() for at in lengths)


def paired(pieces: list[Piece], pairs: dict[tuple[int, int], int], text: str) -> Iterator[Place]:
    """Places where two words stand side by side that mean a concept together."""
    for at, piece in enumerate(pieces):
        for before in _just_before(pieces, at):
            for concept in _together(before, piece, pairs):
                if _one_thought(text[before.end : piece.start]):
                    said = before.end - before.start + piece.end - piece.start
                    gap = (before.end, piece.start)
                    weight = said - (gap[1] - gap[0]) / 4
                    yield Place(before.start, piece.end, concept, weight, gap)


def _just_before(pieces: list[Piece], at: int) -> Iterator[Piece]:
    """Pieces that end before this one starts, nearest first; they come in order of their ends."""
    start = pieces[at].start
    for index in range(at - 1, -1, -1):
        piece = pieces[index]
        if start - piece.end > _PAIR_GAP:
            return
        if piece.end < start:
            yield piece


def _together(one: Piece, other: Piece, pairs: dict[tuple[int, int], int]) -> Iterable[int]:
    found = (pairs.get((first, second)) for first in one.sets for second in other.sets)
    return dict.fromkeys(concept for concept in found if concept is not None)


def _one_thought(gap: str) -> bool:
    return not any(ch in gap for ch in _PAIR_ENDS) and len(gap.split()) <= _PAIR_WORDS


def settled(places: list[Place]) -> list[Place]:
    """Of places that overlap the one that says most, in the order of the text."""
    places.sort(key=lambda place: (place.start, -place.end, place.gap is not None, place.concept))
    chosen: list[Place] = []
    cluster: list[Place] = []
    reach = 0
    for place in places:
        if cluster and place.start >= reach:
            chosen += _apart(cluster)
            cluster = []
        cluster.append(place)
        reach = max(reach, place.end)
    return chosen + _apart(cluster)


_FREE, _PHRASE, _PAIR = 0, 1, 2


def _apart(cluster: list[Place]) -> list[Place]:
    """Those that stand. Whose each character is, is kept in a row of bytes: a long chain of
    overlaps costs no more than its length.
    """
    if len(cluster) < 2:
        return cluster
    first = min(place.start for place in cluster)
    taken = bytearray(max(place.end for place in cluster) - first)
    kept: list[Place] = []
    for place in sorted(cluster, key=lambda place: (-place.weight, place.start, place.concept)):
        parts = [(start - first, end - first) for start, end in place.parts()]
        owners = [max(taken[start:end]) for start, end in parts]
        # Pairs may share a word ("arm and leg are weak"); no pair takes one from a phrase.
        if _FREE in owners and _PHRASE not in owners:
            around = max(taken[place.start - first : place.end - first])
            for start, end in parts:
                taken[start:end] = bytes([_PHRASE if place.gap is None else _PAIR]) * (end - start)
            if around != _FREE:
                _narrow(place, owners.index(_FREE))
            kept.append(place)
    return sorted(kept, key=lambda place: place.start)


def _narrow(place: Place, part: int) -> None:
    """A pair around something else, or that shares a word, is told of by a word of its own."""
    place.start, place.end = place.parts()[part]
