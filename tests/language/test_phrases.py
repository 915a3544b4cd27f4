"""Phrases are found as whole words, wherever they stand, in one pass."""

from __future__ import annotations

import pytest

from alongside.language.folding import fold
from alongside.language.phrases import Phrases

PHRASES = Phrases({"anal": 1, "Mini-Stroke": 2, "stroke": 3, "": 4, "  ": 5, "café au lait": 6})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("analysis, banal, canal", []),
        ("anal", ["anal"]),
        ("(Anal) “anal”; anal-skin anal's", ["Anal", "anal", "anal", "anal"]),
        ("a mini  stroke.", ["mini  stroke", "stroke"]),
        ("stroke stroke\nstroke", ["stroke", "stroke", "stroke"]),
        ("a CAFE\u0301 AU LAIT spot", ["CAFE\u0301 AU LAIT"]),
        ("stroke_2 strokes", ["stroke"]),
        ("", []),
    ],
)
def test_whole_words_are_found_with_their_places_in_the_original(
    text: str, found: list[str]
) -> None:
    folded = fold(text)
    spans = [folded.span(start, end) for _, start, end in PHRASES.find(folded)]
    assert [text[start:end] for start, end in sorted(spans)] == found


def test_no_phrases_find_nothing() -> None:
    assert list(Phrases({"": 1}).find(fold("anything"))) == []
