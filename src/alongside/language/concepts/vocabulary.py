"""A vocabulary at work: the concepts that a text speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alongside.language.concepts.entries import Entry, Words
from alongside.language.concepts.lexicon import NONE, Meaning, lexicon
from alongside.language.concepts.places import Piece, Place, allowed, paired, settled
from alongside.language.concepts.telling import tell
from alongside.language.concepts.times import Mark
from alongside.language.folding import Folded
from alongside.language.phrases import Phrases
from alongside.language.reading import Concept


class Vocabulary:
    """Concepts, and the words they are known by.

    Safe to use from several threads at once: nothing in it changes after it was made.

    Args:
        entries: the concepts. Where two have the same words, the earlier has them.
        words: what the language knows besides.
    """

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        table = lexicon(entries, words)
        # The words are in the table now: of thousands of names one copy is enough.
        self.entries = tuple(replace(entry, lay=(), clinical=()) for entry in entries)
        self.by_id = {entry.id: index for index, entry in enumerate(self.entries)}
        self._pairs = table.pairs
        self._phrases: Phrases[Meaning] = Phrases(table.meanings)

    def find(self, folded: Folded) -> list[Concept]:
        """Every concept in a text, none over another, in the order of the text."""
        text = folded.text
        places: list[Place] = []
        pieces: list[Piece] = []
        marks: list[Mark] = []
        for meaning, start, end in self._phrases.find(folded):
            if meaning.concept != NONE and (
                meaning.where is None or allowed(meaning.where, text, start, end)
            ):
                places.append(Place(start, end, meaning.concept, end - start))
            if meaning.sets:
                pieces.append(Piece(start, end, meaning.sets))
            if meaning.time is not None:
                marks.append((meaning.time, start, end))
        if len(pieces) > 1:
            places += paired(pieces, self._pairs, text)
        return tell(self, folded, settled(places), marks)

    def kinds_of(self, id_: str) -> set[str]:
        """Ids of all that a concept is a kind of, near and far."""
        found: set[str] = set()
        ahead = [id_]
        while ahead:
            index = self.by_id.get(ahead.pop())
            new = set(self.entries[index].parents) - found if index is not None else set()
            found |= new
            ahead += new
        return found
