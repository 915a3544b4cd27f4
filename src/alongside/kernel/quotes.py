"""Quotes inside what somebody wrote, line by line: whose they are, and how to cut them out.

A quote that a reply begins with names its author in its first line, as `quoted` in markdown.py
writes it. One that was typed or pasted names nobody; its lines are known by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"(?P<marks>(?: {0,3}> ?)*)(?P<rest>.*)")
_NAMED = re.compile(r"\*\*(?P<name>.+)\*\*:\s*")
# A few common words are said by many; outside a quote, only a longer line is somebody's own.
LONG_ENOUGH = 25


@dataclass(frozen=True, slots=True)
class Line:
    """`depth`: in how many quotes it stands. `name`: whose words begin here; empty for most."""

    text: str
    marks: str
    rest: str

    @property
    def depth(self) -> int:
        return self.marks.count(">")

    @property
    def name(self) -> str:
        found = _NAMED.fullmatch(self.rest) if self.marks else None
        return found["name"] if found else ""


def lines_of(source: str) -> Iterator[Line]:
    for text in source.split("\n"):
        found = _LINE.fullmatch(text.rstrip("\r"))
        assert found is not None  # every text fits
        yield Line(text, found["marks"], found["rest"])


def plain_line(text: str) -> str:
    """A line as it is compared with another: what is said, however it was typed."""
    return " ".join(text.split()).casefold()


def own_lines(sources: Iterable[str]) -> set[str]:
    """What somebody said themselves in these texts, line by line, without what they quote."""
    return {
        plain_line(line.rest)
        for source in sources
        for line in lines_of(source)
        if line.depth == 0 and line.rest.strip()
    }


def cut_quotes(source: str, theirs: Callable[[str], bool], said: Collection[str], note: str) -> str:
    """The text without some people's words; a note stands where they were.

    Args:
        theirs: whether a quote under that name is one of them.
        said: lines that they wrote, as `plain_line` makes them.
    """
    kept: list[str] = []
    cutting = 0
    noted: str | None = None
    for line in lines_of(source):
        if cutting and (line.depth < cutting or (line.name and line.depth == cutting)):
            cutting = 0
        if not cutting and line.name and theirs(line.name):
            cutting = line.depth
        hollow = noted is not None and line.depth > 0 and not line.rest.strip()
        if cutting or hollow or _is_said(line, said):
            before = "> " * max(0, (cutting or line.depth) - 1)
            if noted != before:
                _put_apart(kept, before, before + note)
                noted = before
        elif noted is not None and line.text.strip():
            _put_apart(kept, noted, line.text)
            noted = None
        else:
            kept.append(line.text)
    return "\n".join(kept)


def _put_apart(kept: list[str], before: str, text: str) -> None:
    """A paragraph of its own."""
    if kept and kept[-1].strip("> "):
        kept.append(before.rstrip())
    kept.append(text)


def _is_said(line: Line, said: Collection[str]) -> bool:
    plain = plain_line(line.rest)
    return bool(plain) and (line.depth > 0 or len(plain) >= LONG_ENOUGH) and plain in said


def rename_quotes(source: str, name: str, other: str) -> str:
    """The same text, with quotes under the one name given to the other."""
    return "\n".join(
        f"{line.marks}**{other}**:" if line.name == name else line.text for line in lines_of(source)
    )
