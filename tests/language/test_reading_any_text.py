"""Whatever a text holds, it is read: no fault, places that lie in it, and a time that only grows
with its length.
"""

from __future__ import annotations

import time
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.language import Finding, Part, Reader, Reading, read
from alongside.language.word_rules import Tier
from alongside.language.words import shipped_rules

WORDS = [rule.word for rule in shipped_rules()]
MASKED = [rule.word for rule in shipped_rules() if rule.tier is Tier.MASK]
# What people put between letters, and what is made of them: the ground the disguises grow on.
PIECES = [
    *WORDS[::4],
    *"aeiosg10345@$!|.*_-~ \n\t",
    "you",
    "all",
    "women",
    "\u200b",
    "\u0301",
    "а",
    "ﬁ",
]
texts = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def findings(reading: Reading) -> list[Finding]:
    parts = (reading.masks, reading.ambiguous, reading.urgent, reading.private, reading.concepts)
    return [found for part in parts for found in part]


@settings(max_examples=80, deadline=None)
@given(texts)
def test_any_text_is_read_alike_each_time_and_every_place_lies_in_it(text: str) -> None:
    reading = read(text)
    assert reading == read(text)
    for found in findings(reading):
        assert 0 <= found.start < found.end <= len(text)
        assert found.rule
        assert found.reason
    starts = [found.start for found in reading.masks]
    assert starts == sorted(starts)


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(MASKED), texts)
def test_a_word_to_mask_is_masked_whatever_stands_around_it(
    before: str, word: str, after: str
) -> None:
    text = f"{before} | {word} | {after}"
    start = len(before) + 3
    assert any(
        found.start <= start and start + len(word) <= found.end for found in read(text).masks
    )


@settings(max_examples=40, deadline=None)
@given(texts)
def test_what_is_written_over_once_hides_nothing_more(text: str) -> None:
    masked = text
    for found in reversed(read(text).masks):
        over = "x" * (found.end - found.start)
        masked = f"{masked[: found.start]}{over}{masked[found.end :]}"
    assert read(masked).masks == ()


FLOODS = {
    "one letter": "a",
    "letters apart": "f.u.c.k ",
    "pairs": "a b ",
    "aimed words": "you bitch ",
    "groups": "kill all women ",
    "signs": "a.*_",
    "leet": "4a$@1",
    "digits": "1234567890",
    "invisible": "\u200b",
    "marks over letters": "\u0301",
    "Cyrillic": "привет ",
    "gaps": "   x",
    "at signs": "a@",
    "nothing but dots": ".",
    "a masked word": f"{MASKED[0]} ",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_no_flood_takes_a_time_that_grows_faster_than_the_text(flood: str) -> None:
    small, large = (flood * (size // len(flood)) for size in (6_000, 24_000))
    read(small)
    # Four times the text: four times the time, and never sixteen. A little is for the machine.
    assert seconds(large) < 9 * seconds(small) + 0.05


def seconds(text: str) -> float:
    times = []
    for _ in range(2):
        began = time.process_time()
        read(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("part", list(Part))
def test_a_part_alone_finds_what_it_finds_among_the_others(part: Part) -> None:
    text = "Call me on 212-555-0147: his face is drooping now, you moron."
    whole, alone = asdict(Reader().read(text)), asdict(Reader().read(text, (part,)))
    found = {name: places for name, places in alone.items() if places}
    assert found
    assert found == {name: whole[name] for name in found}
    assert len(found) == 1
