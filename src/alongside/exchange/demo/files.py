"""The files of the demo community, read into typed rows. Nothing of the database here."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

SAMPLES = Path(__file__).parent.parent / "samples"
REAL_PAGE = SAMPLES / "hemifacial-spasm.txt"

_SPAN = re.compile(r"(?:(\d+)d)?(?: ?(\d+)h)?(?: ?(\d+)m)?")
_Row = TypeVar("_Row")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class PersonRow(Row, frozen=True):
    name: str
    role: str
    email: str | None = None
    zone: str = ""
    country: str = ""
    about: str = ""
    connection: str = ""
    connection_audience: str = "members"
    place: str = ""


class SpaceRow(Row, frozen=True):
    slug: str
    name: str
    about: str
    access: str
    members: tuple[str, ...] = ()


class SectionRow(Row, frozen=True):
    slug: str
    name: str
    about: str
    space: tuple[SpaceRow, ...]


class PostRow(Row, frozen=True, kw_only=True):
    """`reactions` are names by kind."""

    author: str
    text: str
    reactions: dict[str, tuple[str, ...]] = {}


class ReplyRow(PostRow, frozen=True, kw_only=True):
    """`after` is the time since the opening post; `edited` is how the text read before."""

    after: str
    quote: int = 0
    edited: str = ""
    removed: str = ""


class ConversationRow(PostRow, frozen=True, kw_only=True):
    """The opening post and what follows; `ago` is its age when the demo is loaded.

    `unnamed`: asked without a name, so whoever opened it has another one all through it.
    """

    key: str
    title: str
    kind: str
    ago: str
    followers: tuple[str, ...] = ()
    unnamed: bool = False
    reply: tuple[ReplyRow, ...] = ()

    @property
    def posts(self) -> tuple[PostRow, ...]:
        return (self, *self.reply)


class SaidRow(Row, frozen=True):
    """`removed`: its writer took it back, so that there is no text."""

    author: str
    ago: str
    text: str = ""
    removed: bool = False


class ThreadRow(Row, frozen=True, kw_only=True):
    """Private messages, the one who began named first. `asks`: the last one has not answered."""

    between: tuple[str, ...]
    message: tuple[SaidRow, ...]
    asks: bool = False
    unread: int = 0


def sections() -> tuple[SectionRow, ...]:
    return _rows("spaces.toml", "section", SectionRow)


def people() -> tuple[PersonRow, ...]:
    return _rows("people.toml", "person", PersonRow)


def conversations(space_slug: str) -> tuple[ConversationRow, ...]:
    return _rows(f"conversations-{space_slug}.toml", "conversation", ConversationRow)


def threads() -> tuple[ThreadRow, ...]:
    return _rows("messages.toml", "thread", ThreadRow)


def span(written: str) -> timedelta:
    """A time such as "3d 4h 5m"; any part may be missing."""
    found = _SPAN.fullmatch(written)
    if not (written and found):
        raise ValueError(f"not a span of time: {written!r}")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _rows(file: str, table: str, kind: type[_Row]) -> tuple[_Row, ...]:
    words = tomllib.loads((SAMPLES / file).read_text(encoding="utf-8"))
    return tuple(map(partial(msgspec.convert, type=kind), words[table]))
