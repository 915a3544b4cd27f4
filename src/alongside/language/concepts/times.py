"""When in life a thing began ("at birth", "when she was 3"), and how old somebody is now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: float(value) for value, word in enumerate(_ONES.split(), 1)},
    **{word: value * 10.0 for value, word in enumerate(_TENS.split(), 2)},
}
_NUMBER = rf"(?:\d{{1,3}}(?:\.5)?|{'|'.join(_VALUES)})(?: and a half)?"
_UNIT = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?|hours?)"
_ABOUT = r"(?:about |only |just |around |almost |nearly |now )?"
_WHO = r"(?:he|she|i|they|we|it)"
_PERSON = (
    "son daughter dad mum mom mother father husband wife nephew niece brother sister grandson "
    "granddaughter partner boy girl grandmother grandfather child friend"
)

_BIRTH = re.compile(
    r"(?:(?:right |just |shortly |soon |hours |a day |days )?"
    r"(?:before|during|after|at|around|since|from)(?:,? (?:and |or )?))+"
    r"(?:his |her |the |my |their |our )?birth\b"
)
_BORN = re.compile(
    r"(?:(?:right |shortly |just |soon |hours |days )?(?:when|after|before|since) "
    rf"{_WHO} (?:was|were) born|born with)\b"
)
_WOMB = re.compile(r"(?:while )?(?:still )?in (?:the |my |her )?(?:womb|utero)\b")
_NEWBORN = re.compile(r"(?:as )?an? newborn\b|in (?:the )?nicu\b")
_BEGAN = re.compile(
    r"(?:(?:when|since|before|until|till|after|by the time) )?"
    rf"{_WHO} (?:was|were|turned) {_ABOUT}({_NUMBER})(?: ({_UNIT}))?(?: old| of age)?"
    r"(?= ?(?:$|[.,;:!?)\"]|(?:and|but|or|then|when|with|in|that|he|she|i|we|they|now|so|after|"
    r"the|because|from|it|had)\b))"
)
_AT_AGE = re.compile(
    rf"(?:at |from |since |before |around |by )?(?:the )?(?:age of|age|aged) {_ABOUT}"
    rf"({_NUMBER})(?: ({_UNIT}))?(?: old)?\b(?! ?(?:%|mg|per))"
)
_AT = re.compile(
    rf"at {_ABOUT}({_NUMBER})(?: ({_UNIT}))?(?: old| of age)?\b"
    r"(?! ?(?:am\b|pm\b|a\.m|p\.m|o'?clock|:|%|percent|mg|hours?|minutes?|in the|over \d|/|km|"
    r"miles?|mph|times|degrees|dollars|pounds|post|days? post|\d|p\b|noon|bpm|beats|per))"
)
_DECADE = re.compile(
    r"in (?:his|her|my|their) (?:early |mid |late )?"
    r"(?:\d0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens)\b"
)
_AS_A = re.compile(r"as an? (?:young )?(?:baby|child|toddler|teenager|teen|infant|kid|adult)\b")
_CHILDHOOD = re.compile(r"(?:in|since|from) (?:early )?(?:childhood|infancy)\b")
_OLD = re.compile(rf"({_NUMBER}) ?(?:(year|yr|month|mo|week|day)s? ?olds?|(yo|y/o|y o|mo))\b")
_IS_NOW = re.compile(
    r"(?:i'm|i am|he's|he is|she's|she is|now|(?:son|daughter|boy|girl|child) is) "
    rf"{_ABOUT}({_NUMBER})(?: (years?|yrs?|months?|mos?|weeks?))?(?: old| now)?"
    r"(?= ?(?:$|[.,;!?)\"]|and|but|now|with|years|months|or)(?! ?(?:weeks?|hours?|days?|post|out|"
    r"pregnant|into|in|minutes?|percent|%|mg|half|times?)\b))"
)
_RELATED = re.compile(
    rf"(?:{'|'.join(_PERSON.split())}) ?(?:, |\()({_NUMBER})(?: ?(years?|months?|weeks?))?"
    r"(?: old)?(?=[,)])"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a time of life is written in.

    Attributes:
        pattern: where it tells of a number, that is its first group and the unit one of the next.
        back: how far before its mark it may start.
        age: whether it tells of somebody's age now; the others tell when a thing began.
        birth: whether it is the time around birth.
    """

    pattern: re.Pattern[str]
    back: int = 0
    age: bool = False
    birth: bool = False


_OLD_FORM = Form(_OLD, 24, age=True)


def _marks() -> Iterator[tuple[str, Form]]:
    yield "birth", Form(_BIRTH, 60, birth=True)
    yield "born", Form(_BORN, 32, birth=True)
    yield "born with", Form(_BORN, birth=True)
    yield "womb", Form(_WOMB, 24, birth=True)
    yield "utero", Form(_WOMB, 24, birth=True)
    yield "newborn", Form(_NEWBORN, 8, birth=True)
    yield "nicu", Form(_NEWBORN, 8, birth=True)
    yield "at", Form(_AT)
    for who in ("i", "he", "she", "they"):
        for was in ("was", "were", "turned"):
            yield f"{who} {was}", Form(_BEGAN, 16)
    for word in ("aged", "age", "age of"):
        yield word, Form(_AT_AGE, 12)
    for whose in ("his", "her", "my"):
        yield f"in {whose}", Form(_DECADE)
    for when in ("baby", "child", "toddler", "teenager", "teen", "kid", "young adult"):
        yield f"as a {when}", Form(_AS_A)
    yield "as an infant", Form(_AS_A)
    yield "childhood", Form(_CHILDHOOD, 16)
    yield "infancy", Form(_CHILDHOOD, 16)
    for unit in ("year", "month", "week", "day", "yr", "mo"):
        for ending in (" old", "s old", " olds"):
            yield unit + ending, _OLD_FORM
    for short in ("yo", "y/o", "y o"):
        yield short, _OLD_FORM
    for who in ("i'm", "i am", "he's", "he is", "she's", "she is", "now"):
        yield who, Form(_IS_NOW, age=True)
    for who in _PERSON.split():
        yield f"{who} is", Form(_IS_NOW, age=True)
        yield who, Form(_RELATED, age=True)


# Words that may be part of a time of life, each looked for in the one pass over the text, and the
# form that it may be part of.
MARKS = dict(_marks())
_UNITS = {
    "yr": "year",
    "mo": "month",
    "mth": "month",
    "wk": "week",
    "yo": "year",
    "y/o": "year",
    "y o": "year",
}
# How far behind its mark a time of life may end.
_BEHIND = 40
_OLDEST = 115
_NEWBORN_DAYS = 28
_EARLIEST_WEEK, _LATEST_WEEK = 22, 42


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


Mark = tuple[Form, int, int]


# A number and its unit in one word, which no mark stands in.
_IN_ONE_WORD = re.compile(r"[0-9]{1,3}(?:yo|y/o|mo)\b")


def times(text: str, marks: Sequence[Mark]) -> list[Time]:
    """The times of life around some marks, in the order of the text, none over another."""
    in_one = [(_OLD_FORM, *match.span()) for match in _IN_ONE_WORD.finditer(text)]
    found: list[Time] = []
    for form, start, end in sorted((*marks, *in_one), key=_place) if in_one else marks:
        if found and start < found[-1].end:
            continue
        if time := _told(text, form, start, end):
            found.append(time)
    return found


def _place(mark: Mark) -> tuple[int, int]:
    return mark[1:]


def _told(text: str, form: Form, start: int, end: int) -> Time | None:
    match = _around(form, text, start, end)
    if match is None:
        return None
    number, *units = (*match.groups(), None)
    unit = next(filter(None, units), "")
    if number is None:
        return Time(*match.span(), around_birth=form.birth)
    if _value(number) > _OLDEST:
        return None
    if form.age:
        return Time(*match.span(), age=_spoken(number, unit or "year"))
    return Time(*match.span(), around_birth=_of_newborn(number, unit))


def _around(form: Form, text: str, start: int, end: int) -> re.Match[str] | None:
    """The match of a form that holds its mark."""
    if not form.back:
        return form.pattern.match(text, start, end + _BEHIND)
    for match in form.pattern.finditer(text, max(0, start - form.back), end + _BEHIND):
        if match.start() > start:
            return None
        if match.end() >= end and not text[max(0, match.start() - 1) : match.start()].isalnum():
            return match
    return None


def _value(number: str) -> float:
    first = number.partition(" ")[0]
    return _VALUES.get(first) or float(first)


def _of_newborn(number: str, unit: str) -> bool:
    """The first four weeks of life; and weeks 22 to 42, which are counted from conception."""
    if unit[:1] == "w" and _EARLIEST_WEEK <= _value(number) <= _LATEST_WEEK:
        return True
    days = {"h": 1 / 24, "d": 1.0, "w": 7.0}.get(unit[:1])
    return days is not None and _value(number) * days <= _NEWBORN_DAYS


def _spoken(number: str, unit: str) -> str:
    unit = _UNITS.get(unit.removesuffix("s"), unit.removesuffix("s"))
    return f"{number} {unit}" if number in ("1", "one") else f"{number} {unit}s"
