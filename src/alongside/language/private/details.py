"""All kinds put together: cheap tests first, then each kind where a number stands, and of two that
lie over one another the one that is surer of itself.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from alongside.language.folding import Folded
from alongside.language.private import numbers
from alongside.language.private.addresses import Addresses
from alongside.language.private.emails import emails
from alongside.language.private.national import NationalNumbers
from alongside.language.private.phones import Phones
from alongside.language.private.rules import Found, data
from alongside.language.reading import Finding

# Numbers that stand close together, with the words between them: the only places that are looked
# at closely. Most of a text has none.
_REACH_BACK, _REACH_ON = 60, 90
_NEAR = re.compile(rf"\d(?:\D{{0,{_REACH_BACK + _REACH_ON}}}\d)*")
_ADDRESS_OF_PAGE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+")


class PrivateDetails:
    """Finds private details.

    Args:
        regions: countries whose phone numbers and national numbers count, as ISO 3166 codes.
    """

    def __init__(self, regions: Sequence[str] = ("US", "GB")) -> None:
        self._finders = (
            numbers.banks, numbers.cards, numbers.births, numbers.records,
            NationalNumbers(regions).find, numbers.documents, Phones(regions).find,
            Addresses(regions).find,
        )  # fmt: skip
        self._kinds = data()["kinds"]
        self._order = {kind: place for place, kind in enumerate(self._kinds)}

    def find(self, folded: Folded) -> list[Finding]:
        text = folded.original
        found = list(emails(text))
        for start, end in _windows(text):
            for finder in self._finders:
                found.extend(finder(text, start, end))
        return [self._finding(one) for one in self._apart(text, found)] if found else []

    def _apart(self, text: str, found: list[Found]) -> list[Found]:
        """No two in one place, and none in the address of a page."""
        taken = [page.span() for page in _ADDRESS_OF_PAGE.finditer(text)]
        kept = []
        for one in sorted(found, key=lambda one: (self._order[one.kind], one.start, -one.end)):
            place = bisect(taken, (one.start, one.end))
            free_before = place == 0 or taken[place - 1][1] <= one.start
            if free_before and (place == len(taken) or one.end <= taken[place][0]):
                taken.insert(place, (one.start, one.end))
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def _finding(self, one: Found) -> Finding:
        reason = self._kinds[one.kind]["reason"]
        return Finding(one.start, one.end, one.kind, f"en/{one.kind}/{one.rule}", reason)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The places around numbers. Numbers nearer than two reaches share one, so none overlap."""
    for near in _NEAR.finditer(text):
        yield max(0, near.start() - _REACH_BACK), min(len(text), near.end() + _REACH_ON)


def name_of(kind: str) -> str:
    """What a kind is called to the person whose words they are."""
    return str(data()["kinds"][kind]["name"])
