"""Brings plain text into a place that reads Markdown, with every word as it was."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from alongside.exchange.page import MASKED_WORD

_COMMONMARK = MarkdownIt("commonmark")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE_END = re.compile(r"\r\n|\r|\n")

# What means something anywhere in a line. Strikethrough is no part of CommonMark, but is often
# switched on beside it.
_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)           # an escape, or a line break at the end of a line
    | `                                 # code
    | \](?=[(:])                        # a link, an image, the address a link refers to
    | <(?=[A-Za-z/!?]|[^\s<>]*>)        # a tag, an address in angle brackets
    | &(?=\#?[0-9A-Za-z]{1,32};)        # a named or numbered character
    | ~(?=~)                            # struck out
    """,
    re.VERBOSE | re.MULTILINE,
)

# What means something at the start of a line; `mark` is what has to be escaped. Lines of nothing
# but dashes, bars and colons are rules, underlines of headings, or the second line of a table.
_LINE_START = re.compile(
    r"""^(?:
      (?P<mark>\#)\#{0,5}(?=[ \t]|$)
    | (?P<bullet>[-+*])(?=[ \t]|$)
    | [0-9]{1,9}(?P<number>[.)])(?=[ \t]|$)
    | (?P<quote>>)
    | (?P<under>=)=*$
    | (?P<dashes>[-|:])[-|:\ \t]*$
    )""",
    re.VERBOSE | re.MULTILINE,
)
_RULE = re.compile(r"^(?P<run>[*_]+)(?=[*_ \t]*$)", re.MULTILINE)
_RUN = re.compile(r"\*+|_+")


def plain_to_markdown(text: str) -> str:
    """Markdown that renders as the same words in the same paragraphs.

    A backslash goes before a character only where CommonMark would read more than the character.
    Masked words ("******") stay as they are, "\\******" where one is a whole line, which would be
    a rule across the page; only where two of them would pair up and become emphasis, as in
    "(******) and (******)", is the second escaped throughout. White space at the ends of lines is
    dropped. The text holds no NUL, which no Markdown can carry. Linear in time.
    """
    lines = "\n".join(line.strip() for line in _LINE_END.split(text))
    return "\n\n".join(_paragraph(match[0]) for match in _PARAGRAPH.finditer(lines))


def _paragraph(source: str) -> str:
    escaped = {*_inline(source), *_line_starts(source), *_emphasis(source)}
    return "".join(f"\\{char}" if at in escaped else char for at, char in enumerate(source))


def _inline(source: str) -> Iterator[int]:
    return (match.start() for match in _INLINE.finditer(source))


def _line_starts(source: str) -> Iterator[int]:
    return (match.start(match.lastgroup or 0) for match in _LINE_START.finditer(source))


def _emphasis(source: str) -> Iterator[int]:
    """Which asterisks and underscores would be emphasis or a rule, in one paragraph."""
    state = StateInline(source, _COMMONMARK, {}, [])
    rules = {match.start() for match in _RULE.finditer(source)}
    masked = {match.start() for match in MASKED_WORD.finditer(source)}
    opened = False  # whether a masked word left as it is could open emphasis
    for run in _RUN.finditer(source):
        start, rule = run.start(), run.start() in rules
        scanned = state.scanDelims(start, run[0].startswith("*"))
        closes = scanned.can_close or rule
        if start in masked and not (closes and opened):
            # What is left of a rule after its first asterisk can only close.
            yield from [start] if rule else []
            opened = opened or scanned.can_open
        elif closes or scanned.can_open:
            yield from range(start, run.end())
