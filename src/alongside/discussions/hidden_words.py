"""From what was written and what was found in it to what readers are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from alongside.kernel.bare import NOTHING, bare
from alongside.kernel.hiding import Span, hide, render_hiding
from alongside.language import Finding, Part, Reader, Reading


@dataclass(frozen=True, slots=True)
class ShownPost:
    """`html` is for all readers; `whole_html` has every word, and is empty where `html` has too."""

    html: str
    whole_html: str = ""


@dataclass(frozen=True, slots=True)
class ShownTitle:
    title: str
    whole_title: str = ""


# All that hiding words asks of a text.
WORDS_ALONE = (Part.WORDS,)


def read_source(reader: Reader, source: str, parts: Collection[Part] = WORDS_ALONE) -> Reading:
    """A text in Markdown, and with it what can only be read in it once it is rendered."""
    reading, plain = reader.read(source, parts), bare(source)
    if plain == source:
        return reading
    masks = {
        *reading.masks,
        *(_trimmed(plain, found) for found in reader.read(plain, WORDS_ALONE).masks),
    }
    return replace(reading, masks=tuple(sorted(masks, key=attrgetter("start", "end", "rule"))))


def _trimmed(plain: str, found: Finding) -> Finding:
    """Without the marks after it, which belong to what comes next."""
    return replace(found, end=found.start + len(plain[found.start : found.end].rstrip(NOTHING)))


def spans_of(masks: Sequence[Finding], allowed: Collection[str] = ()) -> list[Span]:
    """Where words are to be hidden, but for the rules that a moderator set aside in this post."""
    return [(found.start, found.end) for found in masks if found.rule not in allowed]


def shown_post(
    source: str, html: str, spans: Sequence[Span], *, imported: bool = False
) -> ShownPost:
    """`html`: the source with nothing hidden, rendered already."""
    if not spans:
        return ShownPost(html)
    return ShownPost(render_hiding(source, spans, imported=imported), html)


def shown_title(title: str, spans: Sequence[Span]) -> ShownTitle:
    return ShownTitle(hide(title, spans), title) if spans else ShownTitle(title)
