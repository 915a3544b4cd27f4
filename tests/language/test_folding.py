"""A folded text reads as a person reads it, and every place in it is a place in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.folding import fold
from alongside.language.phrases import Phrases


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Our 20-month-old", "our 20 month old"),
        ("son’s “fit”", 'son\'s "fit"'),
        ("two\n\n lines", "two lines"),
        ("ＦＵＬＬ width", "full width"),
        ("Сyrillic С and е", "cyrillic c and e"),
        ("naïve cafe\u0301", "naive cafe"),
        ("zero\u200bwidth\u2060joined", "zerowidthjoined"),
        ("ﬁt", "fit"),
        ("", ""),
    ],
)
def test_a_text_reads_as_a_person_reads_it(text: str, reads: str) -> None:
    assert fold(text).text == reads


def test_a_word_in_disguise_is_found_whole_in_the_original() -> None:
    text = "so  he had a  ﬁ\u200bt\u0301 today"
    [(_, start, end)] = Phrases({"fit": 1}).find(fold(text))
    first, after = fold(text).span(start, end)
    assert text[first:after] == "ﬁ\u200bt\u0301"


def test_phrases_are_whole_words() -> None:
    phrases = Phrases({"anal": 1, "Blood thinner": 2})
    found = [value for value, _, _ in phrases.find(fold("Analysis: a blood-thinner, anal."))]
    assert found == [2, 1]


def test_no_phrases_find_nothing() -> None:
    assert not list(Phrases({" ": 1}).find(fold("a b")))


@given(st.text(max_size=200))
def test_every_place_lies_in_the_original(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=200))
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
