"""What was done to the word rules, by whom, when and why, as staff read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from alongside.people.models import Member
from alongside.words.models import RuleChange

CHANGES_A_PAGE = 30
SOMEBODY_GONE = "Somebody who left"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    word: str
    what: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """`before` is where older lines start, 0 where there are none."""

    changes: tuple[ChangeLine, ...]
    before: int


def history_of(rule: str) -> History:
    return _history(RuleChange.objects.filter(rule=rule))


def whole_history(before: int) -> History:
    """Of all rules, newest first."""
    return _history(RuleChange.objects.all(), before)


def _history(changes: QuerySet[RuleChange], before: int = 0) -> History:
    older = changes.filter(pk__lt=before) if before else changes
    found = list(older.select_related("by").order_by("-pk")[: CHANGES_A_PAGE + 1])
    shown = found[:CHANGES_A_PAGE]
    return History(tuple(map(_change, shown)), shown[-1].pk if len(found) > CHANGES_A_PAGE else 0)


def _change(change: RuleChange) -> ChangeLine:
    return ChangeLine(
        change.word, change.get_what_display(), change.reason, name_of(change.by), change.at
    )


def name_of(member: Member | None) -> str:
    return member.name if member else SOMEBODY_GONE
