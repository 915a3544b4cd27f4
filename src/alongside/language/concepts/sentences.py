"""Where a sentence ends: sides, times and a "no" speak of what stands in their own sentence."""

from __future__ import annotations

ENDS = (".", "!", "?", ";")
# No sentence is looked at any further than this, whatever the text: so reading stays linear.
REACH = 240


def begin(text: str, at: int) -> int:
    """Where the sentence around a place begins."""
    low = max(0, at - REACH)
    return max(low, *(text.rfind(end, low, at) + 1 for end in ENDS))


def finish(text: str, at: int) -> int:
    """Where the sentence around a place ends."""
    high = min(len(text), at + REACH)
    found = (text.find(end, at, high) for end in ENDS)
    return min((place for place in found if place >= 0), default=high)


def sentence(text: str, start: int, end: int) -> str:
    return text[begin(text, start) : finish(text, end)]
