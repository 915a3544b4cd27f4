"""Words that are hidden from readers: a mark stands in their place, in plain text and in HTML.

What was written stays as it is; this makes what is shown. In HTML the mark is put where the words
would have been read, never into a tag: the words are taken out before the text is rendered, so
that emphasis, quotes, lists and code around them come out as they would have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alongside.kernel.markdown import render

Span = tuple[int, int]

# Read aloud it is a sentence's part like any other, and without a style sheet it still says so.
MARK = "[word hidden]"
MARKED = f'<span class="word-hidden">{MARK}</span>'
# A tag as nh3 writes it: a ">" may stand inside the quotes of an attribute.
_TAG = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
# What begins a line of a quote is no part of the words.
_BEFORE = " \t\r>"


def hide(text: str, spans: Iterable[Span], mark: str = MARK) -> str:
    """The text with a mark in place of each span. Spans that touch or overlap are one."""
    parts: list[str] = []
    done = 0
    for start, end in _joined(spans):
        parts += [text[done:start], _marks(text[start:end], mark)]
        done = end
    return "".join([*parts, text[done:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _marks(words: str, mark: str) -> str:
    """One mark; several where the words run over lines, so that the lines stay what they are."""
    return "\n".join(_marked(line, mark) for line in words.split("\n"))


def _marked(line: str, mark: str) -> str:
    words = line.lstrip(_BEFORE)
    inner = words.rstrip()
    return f"{line[: len(line) - len(words)]}{mark}{words[len(inner) :]}" if inner else line


def render_hiding(source: str, spans: Sequence[Span], *, imported: bool = False) -> str:
    """`render`, with a mark in place of each span. A link to such a word is no link any more."""
    stand_in = _stand_in(source)
    html = render(hide(source, spans, stand_in), imported=imported)
    parts = _TAG.split(html)
    unlinked = False
    for at, part in enumerate(parts):
        if at % 2 == 0:
            parts[at] = part.replace(stand_in, MARKED)
        elif part.startswith("<a ") and stand_in in part.lower():
            parts[at], unlinked = "", True
        elif part == "</a>" and unlinked:
            parts[at], unlinked = "", False
    return "".join(parts)


def _stand_in(source: str) -> str:
    """A word that the text does not hold. Markdown takes it for one like any other, and it comes
    out of an address as it went in."""
    text = source.lower()
    number = 0
    while (word := f"wordhidden{number}x") in text:
        number += 1
    return word
