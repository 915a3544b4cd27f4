"""From what was written and what was found in it to what readers are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.kernel.hiding import Span, hide, render_hiding
from alongside.language import Finding


@dataclass(frozen=True, slots=True)
class ShownPost:
    """`html` is for all readers; `whole_html` has every word, and is empty where `html` has too."""

    html: str
    whole_html: str = ""


@dataclass(frozen=True, slots=True)
class ShownTitle:
    title: str
    whole_title: str = ""


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
