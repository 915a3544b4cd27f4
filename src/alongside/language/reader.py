"""The parts put together: one folding of the text, then each part that is asked for over it.

A part is made when it is first asked for: the worker only ever hides words, and the phrases of the
other parts would take most of its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto
from functools import cache, cached_property

from alongside.language.concepts import Vocabulary, starter
from alongside.language.folding import fold
from alongside.language.private import PrivateDetails
from alongside.language.reading import Reading
from alongside.language.urgent import UrgentSigns
from alongside.language.word_rules import WordRule
from alongside.language.words import Words, shipped_rules


class Part(Enum):
    """What can be looked for in a text, each by itself."""

    WORDS = auto()  # `masks` and `ambiguous`
    URGENT = auto()
    PRIVATE = auto()
    CONCEPTS = auto()


EVERYTHING = frozenset(Part)


class Reader:
    """Reads texts by one set of rules. Making a part takes a while; reading takes none.

    Safe to use from several threads at once: at worst two of them make the same part.

    Args:
        added: rules of the word filter besides those that ship with Alongside.
        without: names of shipped rules that are not in force.
        regions: countries whose telephone numbers and the like count, as ISO 3166 codes.
        vocabulary: says by which clinical terms to read; those that ship with Alongside.
    """

    def __init__(
        self,
        *,
        added: Sequence[WordRule] = (),
        without: Collection[str] = (),
        regions: Sequence[str] = ("US", "GB"),
        vocabulary: Callable[[], Vocabulary] = starter,
    ) -> None:
        self._added = added
        self._without = without
        self._regions = regions
        self._vocabulary = vocabulary

    def read(self, text: str, parts: Collection[Part] = EVERYTHING) -> Reading:
        """What is in a text, of any length and any characters. Never raises.

        Args:
            parts: what to look for; the rest of the answer is empty.
        """
        folded = fold(text)
        masks, ambiguous = self._words.find(folded) if Part.WORDS in parts else ([], [])
        return Reading(
            masks=tuple(masks),
            ambiguous=tuple(ambiguous),
            urgent=tuple(self._urgent.find(folded)) if Part.URGENT in parts else (),
            private=tuple(self._private.find(folded)) if Part.PRIVATE in parts else (),
            concepts=tuple(self._vocabulary().find(folded)) if Part.CONCEPTS in parts else (),
        )

    @cached_property
    def _words(self) -> Words:
        rules = [rule for rule in shipped_rules() if rule.name not in self._without]
        return Words([*rules, *self._added])

    @cached_property
    def _urgent(self) -> UrgentSigns:
        return UrgentSigns()

    @cached_property
    def _private(self) -> PrivateDetails:
        return PrivateDetails(self._regions)


@cache
def _shipped() -> Reader:
    return Reader()


def read(text: str, reader: Reader | None = None) -> Reading:
    """What is in a text, by the rules that ship with Alongside or by those of `reader`."""
    return (reader or _shipped()).read(text)
