"""What others wrote that repeats somebody's words or says their name.

A quote that a reply began with says its author's name in a line that we wrote, so that line never
outlives them. What others said of them in their own words stays, unless every mention is to go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alongside.exchange.leaving.texts import KINDS, Kind, change_rows, to_change
from alongside.exchange.leaving.traces import NAME_GONE, Traces
from alongside.exchange.models import LeavingChoice
from alongside.kernel.quotes import cut_quotes, rename_quotes

SOMEBODY = "Somebody who left"
QUOTE_GONE = "*[a quote was removed]*"
Found = dict[Kind, list[int]]


@dataclass(frozen=True, slots=True)
class Changes:
    """How the texts of others read once this person has left in that way."""

    traces: Traces
    choice: LeavingChoice

    def __call__(self, text: str, topic: int | None) -> str:
        traces = self.traces
        text = traces.without_address(text)
        if self.choice != LeavingChoice.MENTIONS:
            other = traces.others.get(topic or 0, SOMEBODY)
            return rename_quotes(text, traces.member.name, other)
        text = cut_quotes(text, traces.is_their_name, traces.said, QUOTE_GONE)
        return traces.mention(topic).sub(NAME_GONE, text)


def find_in_others(traces: Traces, choice: LeavingChoice) -> Found:
    """Where something is to change. It reads all there is for the widest choice, and locks nothing,
    so that people can write meanwhile."""
    change = Changes(traces, choice)
    return {kind: to_change(kind, _rows(kind, traces, choice), change) for kind in KINDS}


def _rows(kind: Kind, traces: Traces, choice: LeavingChoice) -> QuerySet[Any]:
    rows = kind.of_others(traces.authors)
    if choice == LeavingChoice.MENTIONS:
        return rows
    return rows.filter(kind.holding([f"**{traces.member.name}**:", *_address(traces)]))


def _address(traces: Traces) -> list[str]:
    return [traces.member.email] if traces.member.email else []


def change_others(found: Found, change: Changes) -> None:
    """What was found, and what was written since then and says their name."""
    traces = change.traces
    for kind, numbers in found.items():
        rows = kind.of_others(traces.authors)
        since = rows.filter(kind.holding([*traces.names, *_address(traces)]))
        change_rows(kind, rows, {*numbers, *to_change(kind, since, change)}, change)
