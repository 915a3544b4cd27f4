"""The lines of a page, and what each is when looked at alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

BULLETS = "•◦▪●·*+-"

_LINE_END = re.compile(r"\r\n|\r|\n")
_AS_SPACE = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\f": " "})
_OVERLAY = "dark overlay when lightbox active"
_COUNT_LIMIT = 40
_COUNT = re.compile(
    rf"(?P<bullet>[{re.escape(BULLETS)}] ?)?(?P<count>[0-9]{{1,3}}(,?[0-9]{{3}}){{0,2}}) "
    r"(?P<what>repl(y|ies)|following|followings|followers?)",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One line: its number from 1, and its text without outer white space."""

    number: int
    text: str

    @property
    def words(self) -> str:
        """The text with every run of white space read as one space."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Count:
    """A printed counter line, such as "• 3 followings" or "2 Replies"."""

    of_replies: bool
    figure: int
    bulleted: bool


def lines_of(text: str) -> list[Line]:
    """Every line of the text, empty ones too; a byte order mark is no part of the first."""
    plain = text.removeprefix("\N{BYTE ORDER MARK}").translate(_AS_SPACE)
    return [Line(number, part.strip()) for number, part in enumerate(_LINE_END.split(plain), 1)]


def last_with_words(lines: Iterable[Line]) -> Line:
    """The last line that is not empty, or an empty line 1."""
    return next((line for line in reversed([*lines]) if line.text), Line(1, ""))


def is_overlay(line: Line) -> bool:
    """Whether the line is what the page prints where a picture would open."""
    return line.words.lower() == _OVERLAY


def count_on(line: Line) -> Count | None:
    """The counter that the line is, as a whole, or None."""
    short = len(line.text) <= _COUNT_LIMIT
    match = _COUNT.fullmatch(line.words) if short else None
    if match is None:
        return None
    return Count(
        of_replies=match["what"].lower().startswith("repl"),
        figure=int(match["count"].replace(",", "")),
        bulleted=match["bullet"] is not None,
    )


def is_furniture(line: Line) -> bool:
    """Whether the line is the page's and never a person's words.

    "3 followings" without its bullet is only furniture above the first post: the page never
    prints it so, and a person might.
    """
    count = count_on(line)
    return is_overlay(line) or (count is not None and (count.of_replies or count.bulleted))


def bulleted(line: Line) -> str | None:
    """What follows the line's bullet, or None where there is no bullet with words after it."""
    bullet, _, rest = line.words.partition(" ")
    return rest if rest and len(bullet) == 1 and bullet in BULLETS else None


def shown(text: str) -> str:
    """A piece of the file that is safe to print in an error: short, on one line, no controls."""
    plain = "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))
    return plain if len(plain) <= 60 else f"{plain[:57]}..."
