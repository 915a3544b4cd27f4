"""How well signs of urgency are seen. The held half has not reached its bars: until it does, what
was reached must not be lost again.
"""

from __future__ import annotations

import pytest

from bench.language import urgent
from bench.language.bars import corpus

# Shares reached so far on the held half; the bars are 95% and 3%. Raise the first, lower the other.
# Reading by classes of words saw three more of 196 signs and took one more of 204 texts for one.
REACHED, AT_MOST = 0.925, 0.054


def test_the_half_that_rules_were_written_by_reaches_every_bar() -> None:
    texts = [text for text in urgent.labelled(urgent.OWN) if not text.held]
    assert urgent.recall(texts) >= urgent.RECALL
    assert urgent.false_alarms(text.text for text in texts if not text.urgent) <= (
        urgent.FALSE_ALARMS
    )


def test_the_held_half_is_read_no_worse_than_before() -> None:
    texts = [text for text in urgent.labelled(urgent.OWN) if text.held]
    assert urgent.recall(texts) >= REACHED
    assert urgent.false_alarms(text.text for text in texts if not text.urgent) <= AT_MOST


def test_half_of_the_texts_are_of_no_need() -> None:
    texts = urgent.labelled(urgent.OWN)
    assert len(texts) >= 600
    assert sum(not text.urgent for text in texts) >= len(texts) // 2


def test_questions_about_illness_are_no_cries_for_help() -> None:
    path = corpus(urgent.WIDE)
    if path is None:
        pytest.skip(f"the wide gate did not run: {urgent.WIDE} is not on this machine")
    assert [bar.what for bar in urgent.wide(path) if not bar.holds] == []
