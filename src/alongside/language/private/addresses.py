"""Street addresses as people write them: a house number and a street, a post box, a postcode.

Addresses have no check digits, so what nothing marks as one is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from alongside.language.private.rules import Cue, Found, data, either

_STREETS = data()["streets"]
_PLAIN, _CAPITAL = either(_STREETS["plain"]), either(_STREETS["capital"])
_HOUSE = r"(?<![\w.,/$£€:#-])\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,? "
_NAME = r"(?:[^\W\d_]|\d(?=\d?(?:st|nd|rd|th)\b))[\w'’.-]{0,30}"
_STREET = re.compile(
    rf"{_HOUSE}(?P<name>{_NAME}(?: {_NAME}){{0,3}}?) "
    rf"(?P<type>(?i:{_PLAIN})|{_CAPITAL}|{_CAPITAL.upper()})"
    r"(?!\w)"
)
_ABROAD = re.compile(
    rf"(?<!\w)(?:(?:{either(_STREETS['before'])})(?: [^\W\d_][\w'’.-]{{0,30}}){{1,4}}"
    rf"|[^\W\d_]\w{{0,30}}(?:{either(_STREETS['endings'])}))\s\d{{1,5}}(?!\w)"
)
_BOX = re.compile(
    r"(?<!\w)(?:P\.? ?O\.? ?Box \d{1,6}|(?:PSC|CMR|Unit) \d{1,5},? Box \d{1,5})(?!\w)", re.I
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]"
    r"|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|RG|RH|RM|S[AEGKLMNOPRSTWY]?"
    r"|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?!\w)"
)
# What may follow: a flat, a town, a state with its ZIP code, a postcode.
_REST = re.compile(
    r"(?:\.?,?\s{1,3}(?i:apt|apartment|suite|ste|unit|flat|floor|#)\.? ?\w{1,6})?"
    r"(?:\.?,\s?[A-Z][\w'’.-]{1,24}(?: [A-Z][\w'’.-]{1,24}){0,2}(?!\w))?"
    r"(?:,?\s{1,2}(?:[A-Z]{2}|[A-Z][a-z]{3,12})(?=,?\s\d{5}|\W|$))?"
    r"(?:,?\s{1,2}(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w))?"
)
# A flat's number, with the house before it where there is one.
_FLAT = re.compile(
    r"(?:(?<![\w.,/])\d{1,6} [^\n,.;:?!\d]{3,40}(?: \d{1,5})?\.?,?\s{1,3})?"
    r"(?<!\w)(?:Apt|Apartment|Suite|Flat)\.? \d{1,4}[A-Za-z]?(?!\w)"
)
_TOLD = re.compile(r"\d{1,6}[A-Za-z]?,? (?!(?:mg|ml|years?|weeks?|days?)\b)[^\n.?!;]{3,60}")
_NEVER = frozenset(_STREETS["never"])
_cue = Cue(_STREETS["cues"], far=18)


def _is_street(found: re.Match[str]) -> bool:
    words = found["name"].split()
    if any(word.lower().strip(".") in _NEVER for word in words):
        return False
    plain = found["type"].lower() in _STREETS["plain"]
    return plain or all(word[0].isupper() or word[0].isdigit() for word in words)


class Addresses:
    def __init__(self, regions: Collection[str]) -> None:
        self._with_postcodes = "GB" in regions

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        for found in _STREET.finditer(text, start, end):
            if _is_street(found):
                yield _whole(text, found, "street")
        for shape, rule in ((_ABROAD, "abroad"), (_BOX, "box"), (_FLAT, "flat")):
            for found in shape.finditer(text, start, end):
                yield _whole(text, found, rule)
        if self._with_postcodes:
            for found in _POSTCODE.finditer(text, start, end):
                yield Found(*found.span(), "address", "postcode")
        for found in _TOLD.finditer(text, start, end):
            if _cue.stands_before(text, found.start()):
                yield Found(
                    found.start(), found.start() + len(found.group().rstrip()), "address", "told"
                )


def _whole(text: str, found: re.Match[str], rule: str) -> Found:
    rest = _REST.match(text, found.end())
    return Found(found.start(), rest.end() if rest else found.end(), "address", rule)
