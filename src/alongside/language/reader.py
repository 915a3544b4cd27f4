"""The parts put together: one folding of the text, then each part over it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from alongside.language.concepts import Vocabulary, starter
from alongside.language.folding import fold
from alongside.language.private import PrivateDetails
from alongside.language.reading import Reading
from alongside.language.urgent import UrgentSigns
from alongside.language.word_rules import WordRule
from alongside.language.words import Words, shipped_rules


class Reader:
    """Reads texts by one set of rules. Making one takes a while; reading takes none.

    Safe to use from several threads at once: nothing in it changes after it was made.

    Args:
        added: rules of the word filter besides those that ship with Alongside.
        without: names of shipped rules that are not in force.
        regions: countries whose telephone numbers and the like count, as ISO 3166 codes.
        vocabulary: the clinical terms; without, those that ship with Alongside.
    """

    def __init__(
        self,
        *,
        added: Sequence[WordRule] = (),
        without: Collection[str] = (),
        regions: Sequence[str] = ("US", "GB"),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.added = added
        self.without = without
        self.regions = regions
        self._urgent = UrgentSigns()
        self._private = PrivateDetails(regions)
        rules = [rule for rule in shipped_rules() if rule.name not in without]
        self._words = Words([*rules, *added])
        self.vocabulary = vocabulary or starter()

    def read(self, text: str) -> Reading:
        """What is in a text, of any length and any characters. Never raises."""
        folded = fold(text)
        masks, ambiguous = self._words.find(folded)
        return Reading(
            masks=tuple(masks),
            ambiguous=tuple(ambiguous),
            urgent=tuple(self._urgent.find(folded)),
            private=tuple(self._private.find(folded)),
            concepts=tuple(self.vocabulary.find(folded)),
        )


@cache
def _shipped() -> Reader:
    return Reader()


def read(text: str, reader: Reader | None = None) -> Reading:
    """What is in a text, by the rules that ship with Alongside or by those of `reader`."""
    return (reader or _shipped()).read(text)
