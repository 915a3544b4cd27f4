"""Their own words alone: what they quoted of others is cut out, wherever it can be known."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.kernel.quotes import cut_quotes, lines_of, own_lines, plain_line

NOTE = "*[a quote of somebody else stood here]*"


def said_by_others(mine: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Lines of these texts that somebody else wrote in the same place.

    The texts of others are gone through one by one, and only lines that are looked for are kept.
    """
    wanted = {plain_line(line.rest) for text in mine for line in lines_of(text)} - {""}
    found: set[str] = set()
    for text in others:
        found |= wanted & own_lines([text])
    return frozenset(found)


def without_others(text: str, names: frozenset[str], said: frozenset[str]) -> str:
    return cut_quotes(text, lambda name: name not in names, said, NOTE).strip()
