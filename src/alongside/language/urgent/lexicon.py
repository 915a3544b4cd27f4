"""The data of one language, as `en.toml` holds it, made ready to be looked for.

A phrase is written with its choices, "(he|she) (has|) fainted", and with names for choices that
come back, "{he} {has} fainted". A pattern is phrases and what may stand between them:

    +    nothing                     ..   up to 3 words
    ...  up to 8 words               &    up to 8 words, in either order
                                     &&   up to 16 words, in either order
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from alongside.language.urgent.choices import (
    GAP,
    Way,
    expression,
    filled,
    needs,
    parsed,
    spelled,
)
from alongside.language.urgent.tense import Tense

_LINK = re.compile(r" (\+|\.\.\.|\.\.|&&?) ")
_SOME = r"((?:[\w']{1,30}\W{1,6}){0,%d}?)"
_GAPS = {
    "+": GAP,
    "..": GAP + _SOME % 3,
    "...": GAP + _SOME % 8,
    "&": GAP + _SOME % 8,
    "&&": GAP + _SOME % 16,
}
# A cue is about any number of so many figures.
FIGURES = {ord(figure): "0" for figure in "123456789"}
# Of how many words a sentence must hold one each before a pattern is tried on it.
_NEEDS = 3


class Weight(Enum):
    """How much the words of a pattern say by themselves."""

    # So plain that only a denial, the past or another's words take it back.
    PLAIN = "plain"
    # Said of now, unless something near says otherwise.
    SIGN = "sign"
    # Only where something near says that it is now.
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, and what is said to the author.

    Attributes:
        event: whether people tell of it as of the past while it is going on: "she fainted".
    """

    rule: str
    kind: str
    reason: str
    event: bool


@dataclass(frozen=True)
class Pattern:
    """Words that make a sign.

    Attributes:
        needs: sets of words, of each of which a sentence must hold one.
        far: whether its parts may stand some words apart, and so in two sentences.
    """

    sign: Sign
    weight: Weight
    written: str
    needs: tuple[frozenset[str], ...]
    far: bool

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Made when it is first wanted: most are never, and all together take a second."""
        return re.compile(rf"(?<!\w)(?:{self.written})(?!\w)")


@dataclass(frozen=True)
class Lexicon:
    """One language.

    Attributes:
        cues: folded phrase to the names of what it tells about the words around it.
        near: words for the author and those near to them.
        formal: words of sentences about things in general.
    """

    patterns: tuple[Pattern, ...]
    cues: Mapping[str, tuple[str, ...]]
    tense: Tense
    near: frozenset[str]
    formal: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """Read once; needs some tens of milliseconds."""
    path = files("alongside.language.urgent") / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    choices: dict[str, str] = {}
    for name, choice in data["choices"].items():
        choices[name] = filled(choice, choices)
    common = {
        **dict.fromkeys(data["frequent"].split(), 0.2),
        **dict.fromkeys(data["common"].split(), 1.0),
    }
    patterns = (
        pattern for entry in data["sign"] for pattern in _patterns(entry, language, choices, common)
    )
    tense = Tense(
        *(
            frozenset(data["tense"][part].split())
            for part in ("past", "ended", "now", "over", "unreal", "begun", "denied")
        )
    )
    near, formal = (frozenset(data["people"][part].split()) for part in ("near", "formal"))
    return Lexicon(tuple(patterns), _cues(data["cues"], choices), tense, near, formal)


def _patterns(
    entry: Mapping[str, Any], language: str, choices: Mapping[str, str], common: Mapping[str, float]
) -> Iterator[Pattern]:
    name = entry["name"]
    sign = Sign(f"{language}/{name}", name.partition("/")[0], entry["reason"], "event" in entry)
    for weight in Weight:
        for written in entry.get(weight.value, ()):
            pieces = _LINK.split(filled(written, choices))
            parts, links = [parsed(part.strip()) for part in pieces[::2]], pieces[1::2]
            needed = _best(parts, common)
            far = "&" in links or "&&" in links
            yield Pattern(sign, weight, _joined(parts, links), needed, far)
            if far:
                yield Pattern(sign, weight, _joined(parts[::-1], links[::-1]), needed, far)


def _joined(parts: list[Way], links: list[str]) -> str:
    written = expression(parts[0])
    for link, part in zip(links, parts[1:], strict=True):
        written += _GAPS[link] + expression(part)
    return written


def _best(parts: list[Way], common: Mapping[str, float]) -> tuple[frozenset[str], ...]:
    found = sorted(
        (need for part in parts for way in _unwrapped(part) for need in needs(way, common)),
        key=lambda need: (need[0], sorted(need[1])),
    )
    return tuple(words for _, words in found[:_NEEDS])


def _unwrapped(part: Way) -> tuple[Way, ...]:
    """The one way inside a choice of one; a true choice as it is."""
    only = part[0]
    return only.ways if not isinstance(only, str) and len(only.ways) == 1 else (part,)


def _cues(
    written: Mapping[str, list[str]], choices: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, phrases in written.items():
        for phrase in phrases:
            for said in spelled(parsed(filled(phrase, choices))):
                found.setdefault(said.translate(FIGURES), {})[name] = None
    return {phrase: tuple(names) for phrase, names in found.items()}
