"""The history of the word rules, one line for each thing that somebody did to one."""

from __future__ import annotations

from alongside.people.viewer import Viewer
from alongside.words.models import Change, OwnRule, RuleChange


def write_down(viewer: Viewer, rule: OwnRule, what: Change, reason: str = "") -> None:
    """Of a proposal or a rule of ours, under the name of the rule that it is or puts back."""
    write_down_named(viewer, str(rule), rule.word, what, reason)


def write_down_named(viewer: Viewer, name: str, word: str, what: Change, reason: str) -> None:
    RuleChange.objects.create(rule=name, word=word, what=what, reason=reason, by_id=viewer.me)
