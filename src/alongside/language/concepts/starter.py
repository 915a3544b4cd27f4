"""The vocabulary that ships with Alongside: stroke and heart, written by hand, one folder a
language.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.language.concepts.entries import Entry, OnlyWhere, Source, Words
from alongside.language.concepts.vocabulary import Vocabulary

# Files that hold something other than concepts.
_BESIDES = ("beside", "only_where", "sources", "words")


def _read(name: str) -> dict[str, Any]:
    text = (files("alongside.language.concepts") / "en" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def entries() -> list[Entry]:
    """Every concept, in the order of the files."""
    folder = files("alongside.language.concepts") / "en"
    names = sorted(path.name.removesuffix(".toml") for path in folder.iterdir())
    themes = (name for name in names if name not in _BESIDES)
    return [_entry(id_, told) for theme in themes for id_, told in _read(theme).items()]


def sources() -> dict[str, Source]:
    """Where the facts come from, by key."""
    return {key: Source(key, **told) for key, told in _read("sources").items()}


def words() -> Words:
    told = _read("words")
    only_where = {
        alias: OnlyWhere(**{key: _beside(key, value) for key, value in where.items()})
        for alias, where in _read("only_where").items()
    }
    beside = {name: tuple(said) for name, said in _read("beside").items()}
    return Words(beside, only_where, frozenset(told["stop"]), told["spelled"])


@cache
def starter() -> Vocabulary:
    """Made once: it takes a moment, and nothing in it changes."""
    return Vocabulary(entries(), words())


def _entry(id_: str, told: dict[str, Any]) -> Entry:
    return Entry(
        id=id_,
        name=told["name"],
        kind=told["kind"],
        parents=tuple(told.get("parents", ())),
        lay=tuple(told.get("lay", ())),
        clinical=tuple(told.get("clinical", ())),
        near=tuple(_pair(said) for said in told.get("near", ())),
        at_birth=told.get("at_birth", ""),
        sided=told.get("sided", False),
        source=told["source"],
    )


def _beside(key: str, said: list[str]) -> tuple[str, ...]:
    """Neighbours with the space that parts them: so "a" is not the end of "via"."""
    return tuple(said if key == "without" else (f" {word}" for word in said))


def _pair(said: str) -> tuple[str, str]:
    first, _, second = said.partition(" + ")
    return first, second
