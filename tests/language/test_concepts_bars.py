"""How well clinical terms are found: the bars, on our own sentences always and on the wide sets
where they are.
"""

from __future__ import annotations

import pytest

from bench.language import concepts, lay
from bench.language.bars import corpus


def test_every_bar_holds() -> None:
    missed = [
        f"{bar.what}: {bar.figure} ({bar.wanted})" for bar in concepts.measure() if not bar.holds
    ]
    assert missed == []


def test_our_own_sentences_are_many_and_some_hold_nothing() -> None:
    both = [*lay.sentences(held=True), *lay.sentences(held=False)]
    assert len(both) >= 150
    assert sum(not labels for _, labels in both) >= 20
    assert min(len(lay.sentences(held=held)) for held in (True, False)) >= 70


def test_the_wide_sets_were_measured() -> None:
    for name in (concepts.LAY_NAMES, concepts.LONG):
        if corpus(name) is None:
            pytest.skip(f"the wide gate did not run: {name} is not on this machine")
        assert name in " ".join(bar.measured_on for bar in concepts.measure())
