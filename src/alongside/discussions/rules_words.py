"""Who may do what about words that are hidden from readers."""

from __future__ import annotations

from alongside.discussions.rules import GONE, NOT_YOURS, STAFF_ONLY
from alongside.kernel.verdicts import YES, Verdict
from alongside.people.viewer import Viewer

OWN_WORDS = Verdict(allowed=False, reason="These are your own words. Another moderator decides.")
DECIDED = Verdict(allowed=False, reason="Another moderator has decided this. Nothing was changed.")


def may_see_hidden_words(viewer: Viewer, *, mine: bool) -> Verdict:
    """Without asking for it: in their own post, and for moderators. Everyone else asks first."""
    return YES if mine or viewer.is_staff else NOT_YOURS


def may_appeal(*, mine: bool, removed: bool) -> Verdict:
    """Asking a moderator to look at a hidden word."""
    if not mine:
        return NOT_YOURS
    return GONE if removed else YES


def may_rule_on_words(viewer: Viewer, *, mine: bool) -> Verdict:
    """Nobody decides about their own words."""
    if not viewer.is_staff:
        return STAFF_ONLY
    return OWN_WORDS if mine else YES
