"""Every way to write a concept's words: its name, plurals, both spellings of English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from alongside.language.concepts.entries import Entry

# Endings of words that have no plural, or are one.
_NO_PLURAL = ("s", "ing", "ed", "ic", "al", "ful", "ive", "ous", "y is", "less", "er than")
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
# Shorter words than this are abbreviations, which are listed in each form that counts.
_PLURAL_MIN = 4


def listed(entry: Entry) -> Iterator[str]:
    """The words for a concept as they are listed, and its name."""
    for said in (*entry.clinical, *entry.lay, _IN_BRACKETS.sub("", entry.name)):
        yield said.lower().replace("-", " ")


def derived(entry: Entry, spelled: Mapping[str, str]) -> Iterator[str]:
    """Their plurals, and the other spellings of both."""
    if entry.as_written:
        return
    for said in listed(entry):
        for one in (said, *_plural(said)):
            yield from spellings(one, spelled)


def spellings(said: str, spelled: Mapping[str, str]) -> Iterator[str]:
    """A phrase in each way to spell it; the same one twice is no harm."""
    yield said
    other = said
    for here, there in spelled.items():
        if here in said:
            other = other.replace(here, there)
            yield said.replace(here, there)
    if other != said:
        yield other


def _plural(said: str) -> Iterable[str]:
    last = said.rpartition(" ")[2]
    if len(last) < _PLURAL_MIN or not last.isalpha() or last.endswith(_NO_PLURAL):
        return ()
    if last[-1] == "y" and last[-2] not in "aeiou":
        return (f"{said[:-1]}ies",)
    return (f"{said}es" if last.endswith(("sh", "ch", "x")) else f"{said}s",)
