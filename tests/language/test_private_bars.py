"""How well private details are found: the bars, on our own texts always and on the wide set where
it is.
"""

from __future__ import annotations

import pytest

from bench.language import private
from bench.language.bars import corpus


def test_every_bar_holds() -> None:
    missed = [
        f"{bar.what}: {bar.figure} ({bar.wanted})" for bar in private.measure() if not bar.holds
    ]
    assert missed == []


def test_our_own_texts_have_all_kinds_and_hard_negatives() -> None:
    texts = private.own_texts()
    kinds = {kind for text in texts for kind, _ in text.details}
    assert set(private.WANTED) - {"document"} <= kinds
    assert sum(not text.details for text in texts) >= 60


def test_the_wide_set_was_measured() -> None:
    if corpus(private.WIDE) is None:
        pytest.skip(f"the wide gate did not run: {private.WIDE} is not on this machine")
    measured = " ".join(bar.measured_on for bar in private.measure())
    assert private.WIDE in measured
