"""One table of all that is looked for: phrase to what it can mean. Made once for a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alongside.language.concepts.aliases import derived, listed, spellings
from alongside.language.concepts.entries import Entry, OnlyWhere, Words
from alongside.language.concepts.times import MARKS, Form

NONE = -1


@dataclass(slots=True)
class Meaning:
    """What a phrase can mean.

    Attributes:
        concept: the index of a concept, or NONE.
        sets: numbers of the word sets it belongs to.
        where: where the phrase counts at all, if not everywhere.
        time: the form of a time of life that it may be part of.
    """

    concept: int = NONE
    sets: tuple[int, ...] = ()
    where: OnlyWhere | None = None
    time: Form | None = None


@dataclass(slots=True)
class Lexicon:
    """Phrases, and pairs of word sets.

    Attributes:
        meanings: phrase to meaning.
        pairs: two numbers of word sets, in either order, to the index of a concept.
    """

    meanings: dict[str, Meaning] = field(default_factory=dict)
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)


def lexicon(entries: Sequence[Entry], words: Words) -> Lexicon:
    """The table for some concepts. Of two with the same words the earlier has them."""
    table = Lexicon()
    for index, entry in enumerate(entries):
        _add_aliases(table, index, listed(entry), words)
    # After all that is listed: "faints" is a word of its own, and no plural of "faint".
    for index, entry in enumerate(entries):
        _add_aliases(table, index, derived(entry, words.spelled), words)
    numbers = {name: number for number, name in enumerate(words.beside)}
    for name, said in words.beside.items():
        for form in said:
            _add_sets(table, form, numbers[name], words)
    for index, entry in enumerate(entries):
        for one, other in entry.near:
            _add_pair(table, numbers[one], numbers[other], index)
    for mark, time in MARKS.items():
        table.meanings.setdefault(mark, Meaning()).time = time
    return table


def _add_aliases(table: Lexicon, index: int, said: Iterable[str], words: Words) -> None:
    for form in said:
        if form in words.stop or form in table.meanings or len(form) == 1:
            continue
        table.meanings[form] = Meaning(index, where=words.only_where.get(form))


def _add_sets(table: Lexicon, said: str, number: int, words: Words) -> None:
    for form in {*spellings(said, words.spelled)}:
        meaning = table.meanings.setdefault(form, Meaning())
        if number not in meaning.sets:
            meaning.sets = (*meaning.sets, number)


def _add_pair(table: Lexicon, one: int, other: int, index: int) -> None:
    table.pairs.setdefault((one, other), index)
    table.pairs.setdefault((other, one), index)
