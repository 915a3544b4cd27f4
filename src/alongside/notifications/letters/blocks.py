"""The few things a mail is made of. Both its forms are printed from these, so neither can say
what the other does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that say where it leads, and our own address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Code:
    """To be typed on a page, so it stands alone, large, and can be copied whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Words of a post: only for readers who asked for them in their mail."""

    author: str
    text: str


Block = Paragraph | Heading | Link | Code | Story


@dataclass(frozen=True, slots=True)
class Letter:
    """`footer` says why this came and how to stop it."""

    subject: str
    heading: str
    blocks: tuple[Block, ...]
    footer: tuple[Block, ...] = ()
