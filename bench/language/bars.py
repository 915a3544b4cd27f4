"""One bar: what was measured, on which file, and whether it holds."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Our own small texts, which are always there.
TEXTS = Path(__file__).parent / "texts"
# Wide sets of others, which are not part of the project; a neighbour of its folder, or elsewhere.
CORPORA = Path(os.environ.get("ALONGSIDE_CORPORA", ROOT.parent / "shared" / "corpora"))


@dataclass(frozen=True)
class Bar:
    """A figure and what it should be.

    Attributes:
        what: in a few plain words.
        figure: as measured: a share between 0 and 1, a count, or microseconds.
        wanted: what is asked, as it is printed: "95% or more".
        holds: whether the figure is what is asked.
        measured_on: the file, with the first 8 digits of its SHA-256, and how many texts it gave.
    """

    what: str
    figure: float
    wanted: str
    holds: bool
    measured_on: str


def at_least(what: str, figure: float, wanted: float, measured_on: str) -> Bar:
    return Bar(what, figure, f"{wanted:.1%} or more", figure >= wanted, measured_on)


def at_most(what: str, figure: float, wanted: float, measured_on: str) -> Bar:
    asked = f"{wanted:.1%} or less" if 0 < wanted < 1 else f"{wanted:g} or less"
    return Bar(what, figure, asked, figure <= wanted, measured_on)


def reported(what: str, share: float, measured_on: str) -> Bar:
    """A share that is told and asked of nobody."""
    return Bar(what, share, "no bar, in %", holds=True, measured_on=measured_on)


def corpus(name: str) -> Path | None:
    """A wide set, where this machine has it."""
    path = CORPORA / name
    return path if path.is_file() else None


def named(path: Path, count: int) -> str:
    """How a bar names the file it was measured on."""
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return f"{path.name} {version}, {count:,} texts"
