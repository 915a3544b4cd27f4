"""Signs that somebody needs help now: told from what was, what is asked and what is only said."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.language import read
from alongside.language.urgent.lexicon import lexicon

NOW = [
    ("I want to die", "suicide"),
    ("everyone would be better off without me", "suicide"),
    ("i cut myself again tonight", "self-harm"),
    ("My carer hits me", "abuse"),
    ("he's outside my door with a knife", "danger"),
    ("Mum's face has dropped and she can't lift her arm", "stroke"),
    ("crushing pain in my chest and down my left arm", "heart"),
    ("His tongue is swelling after a peanut", "anaphylaxis"),
    ("She has been fitting for six minutes", "seizure"),
    ("my baby has gone blue round the lips", "infant"),
    ("I can't breathe", "breathing"),
    ("the bleeding won't stop, I'm on warfarin", "bleeding"),
    ("I can't wake my husband", "unconscious"),
    ("my toddler has swallowed a button battery", "poison"),
]
NOT_NOW = [
    "I had a stroke in 2019.",
    "When he was born he had seizures.",
    "My gran died of a heart attack.",
    "I was dying of embarrassment.",
    "No chest pain, just tired.",
    "What are the signs of a stroke?",
    "What if he has a seizure on the plane?",
    "The poster says \"Face drooping? Call 999\".",
    "In 2012 I wanted to die. I don't any more.",
]  # fmt: skip
TRICKY = [
    *("face", "drooped", "my", "chest", "pain", "now", "won't", "wake", "she", "had", "in", "2019"),
    *(".", "?", '"', "no", "baby", "blue", "tonight", "i want to", "die", "stroke", "’", "ﬁt", "é"),
]
WORDS = st.sampled_from(TRICKY)


def kinds(text: str) -> set[str]:
    return {found.kind for found in read(text).urgent}


@pytest.mark.parametrize(("text", "kind"), NOW)
def test_a_sign_of_now_is_seen(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", NOT_NOW)
def test_what_was_or_is_asked_is_let_be(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(("text", "kind"), NOW)
def test_history_beside_it_hides_no_sign(text: str, kind: str) -> None:
    assert kind in kinds(f"I had a stroke in 2016 and was in hospital for months. {text}")


def test_a_finding_says_where_it_is_and_why() -> None:
    text = "Sorry to bother you. Mum’s face has dropped — what do I do?"
    found = next(one for one in read(text).urgent if one.rule == "en/stroke/face")
    assert text[found.start : found.end] == "face has dropped"
    assert found.reason.startswith("You wrote of a face that droops")


def test_each_rule_fires_once_a_text() -> None:
    rules = [found.rule for found in read("I can't breathe. " * 20).urgent]
    assert len(rules) == len(set(rules)) > 0


def test_every_pattern_can_be_made_and_is_tried_only_where_it_may_fit() -> None:
    patterns = lexicon("en").patterns
    assert all(pattern.expression.pattern for pattern in patterns)
    assert [pattern.written for pattern in patterns if not pattern.needs] == []


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    found = read(text).urgent
    assert found == read(text).urgent
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end, one.rule))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    "part",
    ["chest pain and sweating in her arm, ", "face face face face ", "(\"' ", "a", "I want to. "],
)
def test_a_long_text_takes_no_longer_than_its_length_asks(part: str) -> None:
    def spent(length: int) -> float:
        text = (part * length)[:length]
        started = time.process_time()
        read(text)
        return time.process_time() - started

    spent(2_000)
    # Ten times the text: ten times the work, or a hundred times where it grows with the square.
    assert spent(100_000) < max(50 * min(spent(10_000) for _ in range(3)), 0.5)


def test_a_sign_may_lie_in_two_short_sentences() -> None:
    text = "It just went dead. My leg, in the middle of the shop. My mouth is tingling now."
    assert "stroke" in {finding.kind for finding in read(text).urgent}
