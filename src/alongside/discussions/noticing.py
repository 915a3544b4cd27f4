"""What is seen in words before they go out: private details that may be left out, and signs that
somebody needs help now. It is said to the one who writes and to nobody else, and stops nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from alongside.language import Finding, Part
from alongside.language.private.details import name_of
from alongside.words.reads import live_reader

# Between two people a phone number is often what they write for. These are never needed.
NEVER_NEEDED = frozenset(("bank", "card", "document", "national-id"))


@dataclass(frozen=True, slots=True)
class Detail:
    """A private detail. `mark` names it in a form without repeating it."""

    mark: str
    name: str
    words: str
    instead: str
    reason: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """`urgent` is one finding for each kind, in the order of the text."""

    private: tuple[Detail, ...] = ()
    urgent: tuple[Finding, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        return frozenset(detail.mark for detail in self.private)

    def __bool__(self) -> bool:
        return bool(self.private or self.urgent)


NOTHING = Noticed()


def notice(*texts: str, between_two: bool = False) -> Noticed:
    """What is in the texts of one form, each thing once.

    Args:
        between_two: it is a private message, and not for everybody to read.
    """
    reader, details = live_reader(), dict[str, Detail]()
    urgent: dict[str, Finding] = {}
    for text in texts:
        reading = reader.read(text, (Part.PRIVATE, Part.URGENT))
        for found in reading.private:
            if not between_two or found.kind in NEVER_NEEDED:
                detail = _detail(text, found)
                details.setdefault(detail.mark, detail)
        for sign in reading.urgent:
            urgent.setdefault(sign.kind, sign)
    return Noticed(tuple(details.values()), tuple(urgent.values()))


def without(text: str, marks: Collection[str] | None = None, *, between_two: bool = False) -> str:
    """A text with a plain mark in the place of its private details, or of those named; of what
    is written between two people, only of what `notice` names there.
    """
    left = text
    for found in reversed(live_reader().read(text, (Part.PRIVATE,)).private):
        if between_two and found.kind not in NEVER_NEEDED:
            continue
        if marks is None or _mark(text, found) in marks:
            left = left[: found.start] + _instead(found.kind) + _after(left[found.end :])
    return left


def _after(rest: str) -> str:
    """What stands in brackets behind our own mark would make it a link."""
    return f" {rest}" if rest.startswith(("(", "[", ":")) else rest


def _detail(text: str, found: Finding) -> Detail:
    words = " ".join(text[found.start : found.end].split())
    return Detail(
        _mark(text, found), name_of(found.kind), words, _instead(found.kind), found.reason
    )


def _instead(kind: str) -> str:
    return f"[{name_of(kind)} left out]"


def _mark(text: str, found: Finding) -> str:
    carried = f"{found.kind}\n{text[found.start : found.end]}"
    return hashlib.sha256(carried.encode("utf-8", "surrogatepass")).hexdigest()[:16]
