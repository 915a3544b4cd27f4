"""What a rule of the word filter is: a word, and what is done where somebody writes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """What a word's rule does."""

    # Shown as a mark in place of the word: abuse with no clinical or everyday sense.
    MASK = "mask"
    # Never masked; a moderator is asked where it is aimed at a person.
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class WordRule:
    """One rule.

    Attributes:
        name: the rule's own name, the same for as long as it stands: "en/word", "own/17".
        word: the word or phrase, as it is written without disguise.
        tier: what is done.
        kind: what sort of word it is ("slur", "abuse", "body", ...).
        reason: one sentence that tells the author why.
        near: whether one swapped or dropped letter still counts; for the worst words alone.
        forms: further forms of the word that the same rule holds, as its plural.
    """

    name: str
    word: str
    tier: Tier
    kind: str
    reason: str
    near: bool = False
    forms: tuple[str, ...] = ()
