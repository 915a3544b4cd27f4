"""How fast texts are read, by everything together: microseconds a word, and for 100 KB.

Measured in the time of the process, in small pieces and each piece by its best run, since a busy
machine only adds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from alongside.language import Reader
from bench.language.bars import Bar, at_most, corpus, named
from bench.language.words import QUESTIONS, lines, medquad

RUNS = 7
PIECE = 10
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
    pieces = [texts[at : at + PIECE] for at in range(0, len(texts), PIECE)]
    word = sum(best(partial(read_all, reader, piece)) for piece in pieces) / count
    small = best(lambda: reader.read(long[:100_000]))
    large = best(lambda: reader.read(long[:400_000]))
    return [
        at_most("microseconds a word", round(word * 1e6, 2), MICROSECONDS_A_WORD, where),
        at_most("milliseconds for 100 KB", round(small * 1e3, 1), MILLISECONDS_100_KB, where),
        at_most("times as long for 400 KB", round(large / small, 2), FOUR_TIMES, where),
    ]


def read_all(reader: Reader, texts: list[str]) -> None:
    for text in texts:
        reader.read(text)


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of this process for the quickest run."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
