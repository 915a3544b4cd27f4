"""Numbers that a country gives to one person, by the rules of the countries asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from stdnum.util import get_cc_module

from alongside.language.private.rules import Cue, Found, cue, data

_EDGES = r"(?<![\w.+/-])(?:{})(?!\w|[/.-]\d)"
_ABROAD = re.compile(r"\+\d{1,3}[ -]?$")
_phone = cue("phone")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    alone: re.Pattern[str] | None
    told: re.Pattern[str]
    cue: Cue
    check: Any

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        for found in self.told.finditer(text, start, end):
            if self.cue.stands_before(text, found.start()):
                yield Found(*found.span(), "national-id", self.name)
        if self.alone is None:
            return
        for found in self.alone.finditer(text, start, end):
            right = self.check is None or self.check.is_valid(found.group())
            if right and not _is_of_a_phone(text, found.start()):
                yield Found(*found.span(), "national-id", self.name)


def _is_of_a_phone(text: str, at: int) -> bool:
    """After "phone", or after the code of a country."""
    return _phone.stands_before(text, at) or bool(_ABROAD.search(text[max(0, at - 6) : at]))


class NationalNumbers:
    def __init__(self, regions: Collection[str]) -> None:
        rules = [rule for rule in data()["national"] if rule["region"] in regions]
        self._rules = [_made(rule) for rule in rules]

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        for rule in self._rules:
            yield from rule.find(text, start, end)


def _made(rule: dict[str, Any]) -> _Rule:
    alone = re.compile(_EDGES.format(rule["alone"])) if rule["alone"] else None
    country, _, name = rule["check"].partition(".")
    check = get_cc_module(country, name) if country else None
    told = re.compile(_EDGES.format(rule["told"]))
    return _Rule(rule["rule"], alone, told, Cue(rule["cues"], far=20), check)
