"""Words in their context: the pieces of a text around the places that a rule would touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.moderation.probing import Place

_LINE_END = re.compile(r"\s*\n[\s>]*")
AROUND = 90
MOST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: "" for what stands around, "hit", or "clinical" for a hit that speaks of health."""

    text: str
    kind: str = ""


Excerpt = tuple[Piece, ...]


def excerpts(text: str, places: Sequence[Place]) -> tuple[Excerpt, ...]:
    """The first few stretches of the text that hold a place, each with its places marked."""
    return tuple(_excerpt(text, group) for group in list(_groups(places))[:MOST])


def marked(text: str, places: Sequence[Place]) -> Excerpt:
    """The whole of a short text, such as a title."""
    return tuple(_pieces(text, 0, len(text), places))


def _groups(places: Sequence[Place]) -> Iterable[list[Place]]:
    """Places so near to one another that their surroundings meet."""
    group: list[Place] = []
    for place in places:
        if group and place.start - group[-1].end > 2 * AROUND:
            yield group
            group = []
        group.append(place)
        if len(group) == MOST * 2:
            yield group
            group = []
    if group:
        yield group


def _excerpt(text: str, group: Sequence[Place]) -> Excerpt:
    start, end = _word_start(text, group[0].start), _word_end(text, group[-1].end)
    before = (Piece("… "),) if start > 0 else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *_pieces(text, start, end, group), *after)


def _word_start(text: str, at: int) -> int:
    """Some characters before, and from there to where a word begins."""
    start = max(0, at - AROUND)
    if start == 0:
        return 0
    space = text.find(" ", start, at)
    return space + 1 if space >= 0 else start


def _word_end(text: str, at: int) -> int:
    end = min(len(text), at + AROUND)
    if end == len(text):
        return end
    space = text.rfind(" ", at, end)
    return space if space >= 0 else end


def _pieces(text: str, start: int, end: int, places: Sequence[Place]) -> Iterable[Piece]:
    for place in places:
        # Two that overlap are one to a reader.
        first = max(start, place.start)
        if first < place.end:
            if start < first:
                yield Piece(_in_a_line(text[start:first]))
            kind = "clinical" if place.clinical else "hit"
            yield Piece(_in_a_line(text[first : place.end]), kind)
            start = place.end
    if start < end:
        yield Piece(_in_a_line(text[start:end]))


def _in_a_line(text: str) -> str:
    """Without line ends, and without the marks of quotes that stand after them."""
    return _LINE_END.sub(" ", text)
