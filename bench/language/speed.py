"""How fast texts are read, by everything together: microseconds a word, and for 100 KB.

Measured in the time of the process, the best of several runs, since a busy machine only adds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from alongside.language import Reader
from bench.language.bars import Bar, at_most, corpus, named
from bench.language.words import QUESTIONS, lines, medquad

RUNS = 5
MICROSECONDS_A_WORD = 5.0
MILLISECONDS_100_KB = 150.0
# Four times the text may take this many times as long: a little more than four, for a busy machine.
FOUR_TIMES = 6.0


def measure() -> list[Bar]:
    path = corpus("medquad_neuro_heart.jsonl.gz")
    texts = lines(QUESTIONS) if path is None else medquad(path)[::4]
    where = named(path or QUESTIONS, len(texts))
    reader = Reader()
    long = " ".join(texts)
    while len(long) < 400_000:
        long = f"{long} {long}"
    count = sum(len(text.split()) for text in texts)
    word = best(lambda: [reader.read(text) for text in texts]) / count
    small = best(lambda: reader.read(long[:100_000]))
    large = best(lambda: reader.read(long[:400_000]))
    return [
        at_most("microseconds a word", round(word * 1e6, 2), MICROSECONDS_A_WORD, where),
        at_most("milliseconds for 100 KB", round(small * 1e3, 1), MILLISECONDS_100_KB, where),
        at_most("times as long for 400 KB", round(large / small, 2), FOUR_TIMES, where),
    ]


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of this process for the quickest run."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
