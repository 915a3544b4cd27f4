"""Telephone numbers of somebody. A helpline's number is none of these: it is there to be shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from phonenumbers import PhoneNumberType

from alongside.language.private.rules import Found, cue, data, either

# A run of digits and of what stands between them in a phone number; what in it is one, code says.
_RUN = re.compile(r"(?<![\w.,/#=&$£€*-])(?:\+ ?)?\(?\d[\d ()./-]{5,30}")
_BROKEN = re.compile(r"[.)]? ?[-./] |[ ./-]{3,}|\. ")
_INSIDE = re.compile(r" ?(?:x|ext\.? ?)\d{1,5}(?!\w)")
_GOES_ON = re.compile(r"\w|[,:%/-]\d")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
# How a number looks that nothing else speaks for: with the code of a country or of an area, in
# groups. Ten digits in a row may be anything.
_WHOLE = re.compile(
    r"\+|\(?0[\d()]*[ ./-]|(?:1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}$"
)
_GROUP = re.compile(r"[\s./-]+\(?\d+\)?$")
_AFTER = re.compile(rf"[\s,(-]{{0,3}}(?:{either(data()['cues']['phone-after'])})\b", re.I)
_cue = cue("phone")
_SHARED = frozenset(
    (
        PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL,
    )
)  # fmt: skip
# Of a number that words before it call one; and of one that nothing speaks for but its own shape.
LEAST_TOLD, LEAST_ALONE, MOST = 7, 9, 15
# A number that is followed by another one is tried without its last groups.
TRIES = 3


class Phones:
    def __init__(self, regions: Sequence[str]) -> None:
        self._regions = tuple(regions)

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        for found in _RUN.finditer(text, start, end):
            at, shown = found.start(), _cut(text, *found.span())
            if len(shown) < LEAST_TOLD or _DATE.fullmatch(shown):
                continue
            told = _cue.stands_before(text, at) or bool(_AFTER.match(text, at + len(shown)))
            if number := self._number_in(shown, told=told):
                last = at + len(number)
                inside = _INSIDE.match(text, last)
                rule = "told" if told else "valid"
                yield Found(at, inside.end() if inside else last, "phone", rule)

    def _number_in(self, shown: str, *, told: bool) -> str:
        """The number that a run of groups begins with; empty where it is nobody's."""
        for _ in range(TRIES):
            digits = sum(ch.isdigit() for ch in shown)
            whole = digits >= LEAST_ALONE and _WHOLE.match(shown)
            if whole or (told and LEAST_TOLD <= digits <= MOST):
                kinds = {self._kind(shown, region) for region in self._regions}
                if kinds & _SHARED:
                    return ""
                if told or kinds != {None}:
                    return shown
            if (shorter := _GROUP.sub("", shown)) == shown:
                return ""
            shown = shorter
        return ""

    def _kind(self, shown: str, region: str) -> int | None:
        """What sort of number it would be there; None where there is no such number."""
        try:
            number = phonenumbers.parse(shown, region)
        except phonenumbers.NumberParseException:
            return None
        if phonenumbers.is_valid_number(number):
            return phonenumbers.number_type(number)
        # With the code of its country it is meant as one, also where numbers of that kind are new.
        from_abroad = shown.startswith("+") and phonenumbers.is_possible_number(number)
        return PhoneNumberType.UNKNOWN if from_abroad else None


def _cut(text: str, start: int, end: int) -> str:
    """A run without what does not belong to a number: a sentence that ends, a group with a unit."""
    shown = text[start:end]
    if broken := _BROKEN.search(shown):
        shown = shown[: broken.start()]
    shown = shown.rstrip(" (./-")
    last = start + len(shown)
    if _GOES_ON.match(text, last) and not _INSIDE.match(text, last):
        shorter = _GROUP.sub("", shown)
        shown = "" if shorter == shown else shorter
    return shown
