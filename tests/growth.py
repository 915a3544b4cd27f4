"""Whether work grows in a straight line: twice the text, at most 2.2 times the work.

Wall clocks lie on a shared machine. So the Python side is counted exactly, in function calls; and
processor time, which also sees compiled code, is compared in pairs until one pair was undisturbed:
work that truly grows with the square never has such a pair.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

FACTOR = 2.2
PAIRS = 25
# Costs that every call has, however short the text.
FIXED_CALLS = 200
FIXED_SECONDS = 0.0003


def assert_straight(work: Callable[[str], object], unit: str, length: int) -> None:
    """`unit` is repeated to about `length` characters, and then to twice as many."""
    one = unit * max(1, length // len(unit))
    two = one + one
    work(one)
    once, twice = calls(work, one), calls(work, two)
    assert twice <= FACTOR * once + FIXED_CALLS, (unit, once, twice)
    ratios = []
    while not ratios or (min(ratios) > FACTOR and len(ratios) < PAIRS):
        ratios.append(seconds(work, two) / (seconds(work, one) + FIXED_SECONDS))
    assert min(ratios) <= FACTOR, (unit, sorted(ratios))


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time of this thread."""
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


def calls(work: Callable[[str], object], text: str) -> int:
    """Function calls made, Python's and C's."""
    count = 0

    def on_event(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return count
