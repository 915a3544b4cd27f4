"""The data of `en.toml`, ready to match with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# How far before a number the words may stand that say what it is, and how far behind it.
BEFORE, AFTER = 44, 14


@dataclass(frozen=True, slots=True)
class Found:
    """A place before it became a finding: its kind and the name of what fired."""

    start: int
    end: int
    kind: str
    rule: str


@cache
def data() -> dict[str, Any]:
    text = files("alongside.language.private").joinpath("en.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def either(words: Iterable[str]) -> str:
    return "|".join(words)


class Cue:
    """Words that say what the number beside them is."""

    def __init__(self, words: list[str], *, against: Iterable[str] = (), far: int = 30) -> None:
        # Between the words and the number no other number stands, and no sentence ends.
        self._before = re.compile(
            rf"(?<![^\W_])(?:{either(words)})(?![^\W\d_])(?P<between>[^\d!?]{{0,{far}}})$", re.I
        )
        self._against = (
            re.compile(rf"(?<!\w)(?:{either(against)})(?!\w)", re.I) if against else None
        )

    def stands_before(self, text: str, at: int) -> bool:
        """Whether such words end shortly before that place."""
        before = text[max(0, at - BEFORE) : at]
        found = self._before.search(before)
        if found is None or ". " in found["between"].lstrip(". "):
            return False
        return self._against is None or not self._against.search(before)


def cue(name: str, far: int = 30) -> Cue:
    """The words for that, as they stand in the data."""
    return Cue(data()["cues"][name], against=data()["cues-against"].get(name, ()), far=far)
