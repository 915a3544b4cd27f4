"""Cards, bank accounts, dates of birth, record numbers and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from alongside.language.private.rules import Found, cue

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}([/.-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:19|20)\d{{2}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}})(?![\w/]|-\d)",
    re.I,
)
_DATE_TOLD_AFTER = re.compile(
    r"\W{0,3}(?:is (?:his|her|my|their) (?:birthday|dob|date of birth))", re.I
)
_CARD = re.compile(r"(?<![\w.+-])\d(?:[ -]?\d){11,18}(?!\w|[.-]\d)")
# First digits that an issuer of cards has, and how long its numbers are (ISO/IEC 7812).
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.I)
_ACCOUNT = re.compile(r"(?<![\w.])(?:\d{2}[ -]\d{2}[ -]\d{2}|\d{6,12})(?!\w|[.,-]\d)")
_RECORD = re.compile(r"(?<!\w)[A-Z]{0,4}-?\d[A-Z0-9]*(?:-[A-Z0-9]+){0,3}(?: \d{2,6}){0,3}", re.I)
_DOCUMENT = re.compile(r"(?<!\w)[A-Z]{0,2}\d[A-Z0-9]*(?:-\d+){0,3}(?!\w)", re.I)
LEAST_RECORD, LEAST_DOCUMENT = 4, 6

_card, _iban, _account = cue("card"), cue("iban"), cue("account", 12)
_birth, _record, _document = cue("birth"), cue("record", 14), cue("document", 18)


def cards(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _CARD.finditer(text, start, end):
        digits = re.sub(r"[ -]", "", found.group())
        if (
            luhn.is_valid(digits)
            and len(set(digits)) > 1
            and (_ISSUED.fullmatch(digits) or _card.stands_before(text, found.start()))
        ):
            yield Found(*found.span(), "card", "luhn")


def banks(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _IBAN.finditer(text, start, end):
        if iban.is_valid(found.group()) or (
            _iban.stands_before(text, found.start()) and len(found.group()) > 14
        ):
            yield Found(*found.span(), "bank", "iban")
    for found in _ACCOUNT.finditer(text, start, end):
        if _account.stands_before(text, found.start()):
            yield Found(*found.span(), "bank", "account")


def births(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _DATE.finditer(text, start, end):
        if _birth.stands_before(text, found.start()) or _DATE_TOLD_AFTER.match(text, found.end()):
            yield Found(*found.span(), "birth", "date")


def records(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _RECORD.finditer(text, start, end):
        if _digits(found.group()) >= LEAST_RECORD and _record.stands_before(text, found.start()):
            yield Found(*found.span(), "record", "record")


def documents(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _DOCUMENT.finditer(text, start, end):
        if _digits(found.group()) >= LEAST_DOCUMENT and _document.stands_before(
            text, found.start()
        ):
            yield Found(*found.span(), "document", "document")


def _digits(text: str) -> int:
    return sum(ch.isdigit() for ch in text)
