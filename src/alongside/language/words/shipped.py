"""The word filter's data file of a language: its rules, and how a word is aimed at people in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.language.word_rules import Tier, WordRule

Lists = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Language:
    """What one data file says.

    Attributes:
        rules: what ships, each with a name of its own.
        innocent: words that a disguise could be taken for and that stand for themselves.
        joins: small words that others are run together with: "somany".
        groups, kinds, folk: "women"; "gay" and the like, which name people before "people".
        aim, contempt: lists of small words, by what they do in a sentence.
        senses: for a word, those beside which it means a thing and no person.
    """

    rules: tuple[WordRule, ...]
    innocent: frozenset[str]
    joins: frozenset[str]
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    folk: frozenset[str]
    aim: Lists
    contempt: Lists
    senses: Lists


@cache
def language_file(language: str = "en") -> Language:
    """The data file of a language, read once."""
    text = (files(__package__) / f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    people = data["people"]
    return Language(
        rules=tuple(rule for block in data["rules"] for rule in _rules(language, block)),
        innocent=frozenset(data["innocent"]["words"]),
        joins=frozenset(data["innocent"]["joins"]),
        groups=tuple(people["groups"]),
        kinds=tuple(people["kinds"]),
        folk=frozenset(people["folk"]),
        aim=_lists(data["aim"]),
        contempt=_lists(data["contempt"]),
        senses=_lists(data["senses"]),
    )


def shipped_rules(language: str = "en") -> tuple[WordRule, ...]:
    """The rules that ship with Alongside, in the order of their file."""
    return language_file(language).rules


def _rules(language: str, block: Mapping[str, Any]) -> Iterator[WordRule]:
    for forms in block["words"]:
        word, *others = forms.split("|")
        yield WordRule(
            name=f"{language}/{word.replace(' ', '-')}",
            word=word,
            tier=Tier(block["tier"]),
            kind=block["kind"],
            reason=block["reason"],
            near=block.get("near", False),
            forms=tuple(others),
        )


def _lists(table: Mapping[str, Sequence[str]]) -> Lists:
    return {name: frozenset(words) for name, words in table.items()}
