"""When in life a thing began ("at birth", "when she was 3"), and how old somebody is now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_NUMBER = rf"(?:\d{{1,3}}(?:\.5)?|{'|'.join(_NUMBERS.split())})(?: and a half)?"
_UNIT = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?|hours?)"
_WHO = r"(?:he|she|i|they|we|it)"

# Words that may be part of a time of life. Each is looked for in the one pass over the text.
MARKS = (
    *("birth", "newborn", "a newborn", "womb", "utero", "born", "labor", "childhood", "infancy"),
    *("year old", "years old", "month old", "months old", "week old", "weeks old", "day old"),
    *("days old", "yr old", "yrs old", "yo", "year olds", "mo old", "y o"),
    *(f"{who} {was}" for who in ("i", "he", "she") for was in ("was", "turned")),
    *("i'm", "i am", "he's", "he is", "she's", "she is", "now", "aged", "age", "age of"),
    *("as a baby", "as a child", "as a toddler", "as a teenager", "as a teen", "as an infant"),
    *("as a kid", "as a young adult", "as a young child", "as an adult", "at", "son", "daughter"),
    *("dad", "mum", "mom", "mother", "father", "husband", "wife", "nephew", "niece", "brother"),
    *("sister", "grandson", "granddaughter", "partner", "boy", "girl", "in his", "in her"),
    *("in my", "grandmother", "grandfather", "child", "friend"),
)

_BIRTH = re.compile(
    r"(?:(?:right |just |shortly |soon |hours |a day |days )?"
    r"(?:before|during|after|at|around|since|from)(?:,? (?:and |or )?))+"
    r"(?:his |her |the |my |their |our )?birth\b"
)
_BORN = re.compile(
    rf"(?:(?:right |shortly |just |soon |hours |days )?(?:when|after|before|since) {_WHO} (?:was|were) born"
    r"|born with)\b"
)
_WOMB = re.compile(r"(?:while )?(?:still )?in (?:the |my |her )?(?:womb|utero)\b")
_NEWBORN = re.compile(r"(?:as )?an? newborn\b")
_BEGAN = re.compile(
    rf"(?:(?:when|since|before|until|till|after|by the time) )?(?:{_WHO}) (?:was|were|turned) "
    rf"(?:only |just |about |almost |around |nearly )?({_NUMBER})(?: ({_UNIT}))?(?: old| of age)?"
    r"(?= ?(?:$|[.,;:!?)\"]|and|but|or|then|when|with|in|that|he|she|i|we|they|now|so|after|the|"
    r"because|from|they|it|had)(?![a-z]))"
)
_AT_AGE = re.compile(
    rf"(?:at |from |since |before |around |by )?(?:the )?(?:age of|age|aged) (?:about |only |just )?"
    rf"({_NUMBER})(?: ({_UNIT}))?(?: old)?\b(?! ?(?:%|mg|per))"
)
_AT = re.compile(
    rf"at (?:about |only |just |around )?({_NUMBER})(?: ({_UNIT}))?(?: old| of age)?\b"
    r"(?! ?(?:am\b|pm\b|a\.m|p\.m|o'?clock|:|%|percent|mg|hours?|minutes?|in the|over \d|/|km|miles?|"
    r"mph|times|degrees|dollars|pounds|post|days? post|\d|p\b|noon|bpm|beats|per))"
)
_DECADE = re.compile(
    r"in (?:his|her|my|their) (?:early |mid |late )?"
    r"(?:\d0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens)\b"
)
_AS_A = re.compile(r"as an? (?:young )?(?:baby|child|toddler|teenager|teen|infant|kid|adult)\b")
_CHILDHOOD = re.compile(r"(?:in|since|from) (?:early )?(?:childhood|infancy)\b")
# All that tell when a thing began; the first that matches at a place says it.
_ONSETS = (_BIRTH, _BORN, _WOMB, _NEWBORN, _BEGAN, _AT_AGE, _AT, _DECADE, _AS_A, _CHILDHOOD)
_AROUND_BIRTH = (_BIRTH, _BORN, _WOMB, _NEWBORN)

_OLD = re.compile(rf"({_NUMBER}) ?(?:(year|yr|month|mo|week|day)s? ?olds?|(yo|y/o|y o)\b)")
_IS_NOW = re.compile(
    rf"(?:i'm|i am|he's|he is|she's|she is|now|(?:son|daughter|boy|girl|child) is) (?:now |only |just |nearly "
    rf"|almost |about )?({_NUMBER})(?: (years?|yrs?|months?|mos?|weeks?))?(?: old| now)?"
    r"(?= ?(?:$|[.,;!?)\"]|and|but|now|with|years|months|or)(?! ?(?:weeks?|hours?|days?|post|out|"
    r"pregnant|into|in|minutes?|percent|%|mg|half|times?)\b))"
)
_RELATED = re.compile(
    r"(?:son|daughter|dad|mum|mom|mother|father|husband|wife|nephew|niece|brother|sister|grandson|"
    r"granddaughter|partner|boy|girl|grandmother|grandfather|child|friend)"
    rf" ?(?:, |\()({_NUMBER})(?: ?(years?|months?|weeks?))?(?: old)?(?=[,)])"
)
_AGES = (_OLD, _IS_NOW, _RELATED)
_UNITS = {"yr": "year", "mo": "month", "mth": "month", "wk": "week", "yo": "year", "y/o": "year"}
# A window around a mark; no time of life is longer.
_BEFORE, _BEHIND = 48, 36
_OLDEST = 115
_NEWBORN_DAYS = 28


@dataclass(slots=True)
class Time:
    """A time of life.

    Attributes:
        start, end: where it stands in the folded text.
        age: for somebody's own age now: "20 months". Empty where it tells when a thing began.
        around_birth: whether it is the time around birth.
    """

    start: int
    end: int
    age: str = ""
    around_birth: bool = False


def times(text: str, marks: list[tuple[int, int]]) -> list[Time]:
    """The times of life around some marks, in the order of the text, none twice."""
    found: list[Time] = []
    for start, end in marks:
        if found and start < found[-1].end:
            continue
        if time := _onset(text, start, end) or _age(text, start, end):
            found.append(time)
    return found


def _onset(text: str, start: int, end: int) -> Time | None:
    for pattern in _ONSETS:
        if match := _around(pattern, text, start, end):
            if pattern is _BEGAN or pattern is _AT or pattern is _AT_AGE:
                number, unit = match[1], match[2] or ""
                if _value(number) > _OLDEST:
                    return None
                return Time(*match.span(), around_birth=_of_newborn(number, unit))
            return Time(*match.span(), around_birth=pattern in _AROUND_BIRTH)
    return None


def _age(text: str, start: int, end: int) -> Time | None:
    for pattern in _AGES:
        if match := _around(pattern, text, start, end):
            number, unit = match[1], next(filter(None, match.groups()[1:]), "year")
            if _value(number) > _OLDEST:
                return None
            return Time(*match.span(), age=_spoken(number, unit))
    return None


def _around(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The match of a pattern that holds a mark, looked for in the mark's own window."""
    low, high = max(0, start - _BEFORE), min(len(text), end + _BEHIND)
    for match in pattern.finditer(text, low, high):
        if match.start() > start:
            return None
        if match.end() >= end and not text[match.start() - 1 : match.start()].isalnum():
            return match
    return None


def _value(number: str) -> float:
    words = _NUMBERS.split()
    first = number.split(" ")[0]
    if first in words:
        place = words.index(first) + 1
        return place if place <= 20 else (place - 18) * 10
    return float(first)


def _of_newborn(number: str, unit: str) -> bool:
    days = {"h": 1 / 24, "d": 1.0, "w": 7.0}.get(unit[:1])
    return days is not None and _value(number) * days <= _NEWBORN_DAYS


def _spoken(number: str, unit: str) -> str:
    unit = _UNITS.get(unit.removesuffix("s"), unit.removesuffix("s"))
    return f"{number} {unit}" if number in ("1", "one") else f"{number} {unit}s"


