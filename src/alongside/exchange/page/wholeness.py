"""Is the page all there? A page that shows it is not is refused, and nothing is guessed."""

from itertools import pairwise

from alongside.exchange.page.headings import EXAMPLE, Heading, heading_on
from alongside.exchange.page.lines import (
    Count,
    Line,
    bulleted,
    count_on,
    is_overlay,
    last_with_words,
    shown,
)
from alongside.exchange.page.shapes import PageError

_GOES_ON = (",", ";", ":")


def check_text(text: str) -> None:
    """Refuse what holds no words at all, and what is not text."""
    if "\0" in text:
        raise PageError(1, "this file is not plain text; save the page as text and try again")
    if not text.removeprefix("\N{BYTE ORDER MARK}").strip():
        raise PageError(1, "this file is empty; save the page's text and try again")


def check_replies(
    lines: list[Line], counts: list[Count], first: list[Line], found: list[Heading]
) -> int:
    """The printed count of replies. PageError where none is printed, or where it is another.

    It is printed above the first post ("• 2 replies") and again below it ("2 Replies"). One is
    enough; two must agree. `first` is the first post's lines, where the lower one stands last.
    """
    last = last_with_words(lines).number
    above = [count.figure for count in counts if count.of_replies]
    below = [c.figure for c in map(count_on, first) if c and c.of_replies and not c.bulleted]
    printed = set(above[:1] + below[-1:])
    if not printed:
        raise PageError(
            last,
            'no count such as "2 replies" is printed, so nobody can tell if the page is whole; '
            "save it again, from its top",
        )
    if printed != {len(found)}:
        said = " and ".join(str(figure) for figure in sorted(printed))
        raise _miscounted(lines, said, len(found), short=len(found) < max(printed))
    return len(found)


def _miscounted(lines: list[Line], said: str, found: int, *, short: bool) -> PageError:
    damaged = _damaged_heading(lines) if short else None
    if damaged:
        reason = f'"{shown(damaged.text)}" should be a line like "{EXAMPLE}"'
        return PageError(damaged.number, f"{reason}; save the whole page and try again")
    why = "it is cut off" if short else "it holds more than one page"
    return PageError(
        last_with_words(lines).number,
        f"the page says {said} replies and {found} are here, so {why}; "
        "save one whole page and try again",
    )


def _damaged_heading(lines: list[Line]) -> Line | None:
    """The first line that begins as a reply's heading does but is none: "NAME, April 2"."""
    for above, below in pairwise(line for line in lines if line.text):
        name = bulleted(above)
        if name and below.words.startswith(f"{name},") and heading_on(below) is None:
            return below
    return None


def check_end(text: str, lines: list[Line]) -> None:
    """Refuse a file that stops inside a line, or where its last line cannot be the last."""
    last = last_with_words(lines)
    if is_overlay(last):
        return
    if not text.endswith(("\n", "\r")):
        raise PageError(
            lines[-1].number,
            "the file ends in the middle of a line; save the whole page and try again, "
            "or put an empty line at the end if you can see that it is whole",
        )
    if last.text.endswith(_GOES_ON):
        raise PageError(
            last.number,
            f'the file stops after "{shown(last.text[-40:])}", in the middle of a sentence; '
            "save the page to its very end and try again",
        )
