"""From places in a text to what is told of each: side, beginning, and whether it is denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.language.concepts.places import Place
from alongside.language.concepts.sentences import ENDS, begin, finish
from alongside.language.concepts.sides import BOTH, Mention, mentions
from alongside.language.concepts.times import Mark, Time, times
from alongside.language.folding import Folded
from alongside.language.reading import Concept

if TYPE_CHECKING:
    from alongside.language.concepts.vocabulary import Vocabulary

AGE = "alongside:age"
# Only these begin at a time of life that is worth telling.
_BEGINS = frozenset({"condition", "sign", "treatment"})
_DENIED = frozenset({"condition", "sign"})
_DENIALS = (
    "no not never without none denies isn't wasn't hasn't haven't didn't doesn't don't aren't nor "
    "cannot neither"
)
_NO = frozenset(_DENIALS.split())
_NO_REACH = 32
_NO_WORDS = 4
_FREE = (" free", " was ruled out", " were ruled out", " has been ruled out")


def tell(
    vocabulary: Vocabulary, folded: Folded, places: list[Place], marks: Sequence[Mark]
) -> list[Concept]:
    """What stands at each place, and the ages of people."""
    text = folded.text
    entries = vocabulary.entries
    found = times(text, marks)
    sides = _sides(text, [place for place in places if entries[place.concept].sided])
    begun = _onsets(text, [p for p in places if entries[p.concept].kind in _BEGINS], found)
    told = [
        _concept(vocabulary, folded, place, sides.get(id(place), ""), begun.get(id(place)))
        for place in places
    ]
    told += [_aged(folded, time) for time in found if time.age]
    return sorted(told, key=lambda concept: (concept.start, concept.end))


def _concept(
    vocabulary: Vocabulary, folded: Folded, place: Place, side: str, begun: Time | None
) -> Concept:
    entries = vocabulary.entries
    entry = entries[place.concept]
    if begun and begun.around_birth and entry.at_birth in vocabulary.by_id:
        entry = entries[vocabulary.by_id[entry.at_birth]]
    start, end = folded.span(place.start, place.end)
    return Concept(
        start=start,
        end=end,
        kind=entry.kind,
        rule=f"concepts/{entry.id}",
        reason=f"“{folded.original[start:end]}” can mean: {entry.name}.",
        id=entry.id,
        name=entry.name,
        side=side,
        onset=_words(folded, begun) if begun else "",
        negated=entry.kind in _DENIED and _is_denied(folded.text, place),
    )


def _aged(folded: Folded, time: Time) -> Concept:
    start, end = folded.span(time.start, time.end)
    return Concept(
        start=start,
        end=end,
        kind="age",
        rule=f"concepts/{AGE}",
        reason=f"“{folded.original[start:end]}” tells how old somebody is.",
        id=AGE,
        name=time.age,
    )


def _words(folded: Folded, time: Time) -> str:
    start, end = folded.span(time.start, time.end)
    return " ".join(folded.original[start:end].split())


def _sides(text: str, sided: list[Place]) -> dict[int, str]:
    """The side of each place that has one. A place is known by its identity."""
    sides: dict[int, str] = {}
    if not sided:
        return sides
    starts = [place.start for place in sided]
    for mention in mentions(text, starts):
        place = _meant(text, mention, sided, starts)
        if place is not None:
            before = sides.get(id(place), mention.side)
            sides[id(place)] = mention.side if before == mention.side else BOTH
    return sides


def _meant(text: str, mention: Mention, sided: Sequence[Place], starts: list[int]) -> Place | None:
    """What a side is of: what it stands in or before, else the last thing said before it."""
    return _nearest(text, mention.start, mention.end, sided, starts, ahead=mention.ahead)


def _nearest(
    text: str, start: int, end: int, places: Sequence[Place], starts: list[int], *, ahead: bool
) -> Place | None:
    index = bisect_left(starts, end)
    before = places[index - 1] if index else None
    if before is not None and before.end >= end:
        return before
    behind = places[index] if index < len(places) else None
    if before is not None and before.start < begin(text, start):
        before = None
    if behind is not None and behind.start >= finish(text, end):
        behind = None
    return (behind or before) if ahead else (before or behind)


def _onsets(text: str, places: list[Place], found: list[Time]) -> dict[int, Time]:
    begun: dict[int, Time] = {}
    starts = [place.start for place in places]
    for time in found:
        if time.age:
            continue
        place = _nearest(text, time.start, time.end, places, starts, ahead=False)
        if place is not None:
            begun.setdefault(id(place), time)
    return begun


def _is_denied(text: str, place: Place) -> bool:
    """Whether it is said not to be: "no seizures since", "seizure free", "MS was ruled out"."""
    if text.startswith(_FREE, place.end):
        return True
    before = text[max(0, place.start - _NO_REACH) : place.start]
    words = before.split()[-_NO_WORDS:]
    if _NO.isdisjoint(words) or "only" in words or "if" in words:
        return False
    clause = before
    for end in (*ENDS, ",", " but "):
        clause = clause.rpartition(end)[2]
    return not _NO.isdisjoint(clause.split()[-_NO_WORDS:])
