"""From the text of a page to its posts. See the package for the rules, and why they are so."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from alongside.exchange.page.bodies import body_of, title_and_rest
from alongside.exchange.page.headings import EXAMPLE, Heading, heading_on, instant_of
from alongside.exchange.page.lines import Count, Line, bulleted, count_on, is_overlay, lines_of
from alongside.exchange.page.names import role_of
from alongside.exchange.page.shapes import MASKED_WORD, Page, PageError, PagePost
from alongside.exchange.page.wholeness import check_end, check_replies, check_text


@dataclass(frozen=True)
class _Part:
    """One post, with the lines under its heading."""

    heading: Heading
    lines: list[Line]


def parse_page(text: str, zone: ZoneInfo) -> Page:
    """Read a page; printed times are wall times in `zone`. PageError where it cannot be taken."""
    check_text(text)
    lines = lines_of(text)
    counts, opening = _top(lines)
    first, *replies = _parts(lines, opening)
    title, first_lines = title_and_rest(first.heading, first.lines)
    printed = check_replies(lines, counts, first.lines, [part.heading for part in replies])
    bodies = [first_lines, *(part.lines for part in replies)]
    posts = tuple(
        _post(number, part.heading, body, zone)
        for number, (part, body) in enumerate(zip([first, *replies], bodies, strict=True), 1)
    )
    check_end(text, lines)
    followers = next((count.figure for count in counts if not count.of_replies), 0)
    return Page(title=title, posts=posts, replies=printed, followers=followers)


def _post(number: int, heading: Heading, lines: list[Line], zone: ZoneInfo) -> PagePost:
    text = body_of(heading, lines)
    return PagePost(
        number=number,
        author=heading.author,
        role=role_of(heading.author),
        at=instant_of(heading, zone),
        text=text,
        masked=sum(1 for _ in MASKED_WORD.finditer(text)),
    )


def _top(lines: list[Line]) -> tuple[list[Count], tuple[int, Heading]]:
    """The counters above the first post, and the index and heading of that post.

    Anything else up there is refused rather than skipped: skipping a damaged heading would make
    the first reply the opening post.
    """
    counts: list[Count] = []
    for index, line in enumerate(lines):
        if count := count_on(line):
            counts.append(count)
        elif line.text and not is_overlay(line):
            return counts, (index, _first_heading(line))
    raise PageError(lines[-1].number, "the page stops before its first post; save it again, whole")


def _first_heading(line: Line) -> Heading:
    heading = heading_on(line)
    if heading is None:
        raise PageError(
            line.number,
            f'a line like "{EXAMPLE}" should be here, above the title; '
            "save the text of a conversation page, from its top, and try again",
        )
    return heading


def _parts(lines: list[Line], opening: tuple[int, Heading]) -> list[_Part]:
    index, heading = opening
    starts = [(index, index, heading), *_reply_starts(lines, index + 1)]
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    return [
        _Part(heading, lines[at + 1 : end])
        for (_, at, heading), end in zip(starts, ends, strict=True)
    ]


def _reply_starts(lines: list[Line], begin: int) -> Iterator[tuple[int, int, Heading]]:
    """The index of each reply's bullet line, the index of its heading line, and the heading."""
    with_words = [index for index in range(begin, len(lines)) if lines[index].text]
    for bullet, below in pairwise(with_words):
        name = bulleted(lines[bullet])
        heading = heading_on(lines[below]) if name else None
        if heading and heading.author == name:
            yield bullet, below, heading
