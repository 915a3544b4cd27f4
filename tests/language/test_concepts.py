"""Clinical terms: found in lay words, told by side and beginning, and never where a word is only a
word.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.language import Concept, read
from alongside.language.concepts import starter
from alongside.language.folding import fold

# In our own words: what the first post of a real conversation of 2021 tells.
OPENING = """\
Hemifacial spasm

Our 20 month old son had a left parietal ischemic (stroke) either right before, during, or right \
after birth. Seizures at birth, the stroke was seen by MRI in the NICU, and now he is off all \
seizure meds. He's had some eye twitching for most of his life, mostly on the right but sometimes \
on the left. We wonder whether this may be hemifacial spasm."""


def found(text: str) -> dict[str, Concept]:
    return {concept.name: concept for concept in read(text).concepts}


def test_the_opening_post_yields_what_it_tells() -> None:
    told = found(OPENING)
    assert told["hemifacial spasm"].id == "HP:0010828"
    stroke = told["ischemic stroke before or around birth"]
    assert (stroke.side, stroke.onset) == ("left", "right before, during, or right after birth")
    assert told["newborn seizures"].onset == "at birth"
    assert told["eyelid twitching"].side == "both"
    assert "MRI" in told
    assert told["20 months"].kind == "age"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("eye twitching", "eyelid twitching"), ("baby stroke", "stroke before or around birth"),
        ("stroke at birth", "stroke before or around birth"), ("droopy face", "drooping face"),
        ("She had a fit.", "seizure"), ("a blood thinner", "blood thinner"),
        ("one side of his face twitches", "hemifacial spasm"),
        ("haemorrhagic stroke", "bleeding stroke"),
        ("his smile has dropped", "drooping face"), ("mini-strokes", "mini-stroke (TIA)"),
    ],
)  # fmt: skip
def test_lay_words_are_known(said: str, name: str) -> None:
    assert name in found(said)


@pytest.mark.parametrize(
    "text",
    [
        "I keep fit", "these shoes fit well", "the cat likes a stroke behind the ears",
        "a stroke of luck", "he has a bad cold", "one block away", "I left, and was right to",
        "what a pain", "the disease", "the left", "tens of people", "brace yourself", "add to it",
        "on the right track", "all that is left", "turn a blind eye", "fear not",
        "we stroke her hair",
    ],
)  # fmt: skip
def test_everyday_words_are_let_be(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("a left parietal ischemic stroke", "ischemic stroke", "left"),
        ("a stroke on the right side", "stroke", "right"),
        ("left-sided weakness", "one-sided weakness", "left"),
        (
            "eye twitching, mostly on the right but sometimes on the left",
            "eyelid twitching",
            "both",
        ),
        ("his face drooped and his right arm went numb", "numbness", "right"),
        ("his face drooped and his right arm went numb", "drooping face", ""),
        ("numb in both hands", "numbness", "both"),
        ("She left right after the stroke", "stroke", ""),
        ("the stroke left him with weakness", "stroke", ""),
        ("stroke right before Easter", "stroke", ""),
    ],
)
def test_the_side_is_told(text: str, name: str, side: str) -> None:
    assert found(text)[name].side == side


@pytest.mark.parametrize(
    ("text", "name", "onset"),
    [
        ("a stroke at 45", "stroke", "at 45"),
        ("stroke when she was three", "stroke", "when she was three"),
        ("heart attack at the age of 62", "heart attack", "at the age of 62"),
        ("seizures when he was 2 days old", "newborn seizures", "when he was 2 days old"),
        ("a stroke at 34 weeks", "stroke before or around birth", "at 34 weeks"),
        ("a stroke in the womb", "stroke before or around birth", "in the womb"),
        ("a stroke at 3 pm", "stroke", ""),
        ("a stroke, and I was 29", "stroke", "I was 29"),
        ("epilepsy since childhood", "epilepsy", "since childhood"),
    ],
)
def test_when_it_began_is_told(text: str, name: str, onset: str) -> None:
    assert found(text)[name].onset == onset


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("our 20 month old son", "20 months"), ("My 3yo", "3 years"), ("I'm 41 and", "41 years"),
        ("my dad (72) fell", "72 years"), ("she is six now", "six years"),
        ("a one year old", "one year"), ("our 9mo", "9 months"),
    ],
)  # fmt: skip
def test_the_age_of_a_person_is_told(text: str, age: str) -> None:
    assert found(text)[age].id == "alongside:age"


@pytest.mark.parametrize("text", ["I'm 30 weeks pregnant", "I am 5 minutes away", "we are at 300"])
def test_not_every_number_is_an_age(text: str) -> None:
    assert not [concept for concept in read(text).concepts if concept.kind == "age"]


def test_what_is_denied_is_told_as_denied() -> None:
    assert found("No seizures since March")["seizure"].negated
    assert found("seizure free for a year")["seizure"].negated
    assert not found("He had seizures, no fever")["seizure"].negated
    assert not found("not only seizures")["seizure"].negated


def test_the_most_specific_of_what_overlaps_stands() -> None:
    assert list(found("a mini stroke")) == ["mini-stroke (TIA)"]
    assert list(found("her arm and leg are weak")) == ["arm weakness", "leg weakness"]


def test_a_sign_is_a_kind_of_what_is_wider() -> None:
    wider = starter().kinds_of("HP:0010828")
    assert "HP:0011468" in wider, "facial tics can widen to hemifacial spasm"


SAID = (
    "stroke left right arm weak at 3 was he born birth numb face eye twitch \ufb01t \u017ftroke . "
    ", no both sides in the womb 20 month old I'm a had fit \u0301 \u200b \ud800 \u0130"
)
WORDS = st.sampled_from(SAID.split(" "))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    folded = fold(text)
    concepts = starter().find(folded)
    assert concepts == starter().find(folded)
    assert concepts == sorted(concepts, key=lambda concept: concept.start)
    for concept in concepts:
        assert 0 <= concept.start < concept.end <= len(text)
        assert concept.id == "alongside:age" or concept.id in starter().by_id
