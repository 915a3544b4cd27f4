"""Markdown as its reader sees it, each character in its place.

Marks inside a word ("bo**l**d", "b&#111;ld") are gone once it is rendered, so a word can be written
that only then can be read. Here each such mark becomes a character that shows nothing, so that the
word stands there whole and its place is still its place in what was written.
"""

from __future__ import annotations

import re
from html import unescape

NOTHING = "\u2060"  # WORD JOINER
_MARKS = re.compile(r"(?<=\w)[*~`\\]{1,6}+(?=\w)|&#?[A-Za-z0-9]{1,31};")


def bare(source: str) -> str:
    """The same text, as long as before; the very same where no word has a mark inside."""
    return _MARKS.sub(_nothing, source)


def _nothing(found: re.Match[str]) -> str:
    mark = found[0]
    shown = unescape(mark) if mark[0] == "&" else ""
    if mark[0] == "&" and len(shown) != 1:
        return mark
    return shown + NOTHING * (len(mark) - len(shown))
