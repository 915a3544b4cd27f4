"""The page of words, and the page of one rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.verdicts import Verdict
from alongside.language.words import shipped_rules
from alongside.moderation.models import Rehearsal
from alongside.moderation.reads.appeals import waiting_appeals
from alongside.moderation.reads.figures import Figures, figures
from alongside.moderation.reads.history import History, history_of, name_of, whole_history
from alongside.moderation.rules import (
    decided_by,
    may_agree,
    may_decide,
    may_take_back,
    may_withdraw,
    rehearsals_seen_by,
    rules_seen_by,
)
from alongside.people.viewer import Viewer
from alongside.words.models import OwnRule, RuleState, ShippedRuleTakenBack


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of ours, or a proposal. `by` is who proposed it, `agreed_by` who agreed."""

    id: int
    word: str
    tier: str
    shipped: str
    reason: str
    by: str
    at: datetime
    agreed_by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    waiting: tuple[RuleLine, ...]
    live: tuple[RuleLine, ...]
    shipped: int
    gone: int
    appeals: int
    history: History


@dataclass(frozen=True, slots=True)
class RulePage:
    """`figures`: of the newest rehearsal; None where it was never counted here."""

    line: RuleLine
    state: str
    figures: Figures | None
    may_decide: Verdict
    may_agree: Verdict
    may_withdraw: Verdict
    may_take_back: Verdict
    history: History


def words_page(viewer: Viewer, before: int = 0) -> WordsPage:
    rules = rules_seen_by(viewer).select_related("proposed_by", "decided_by")
    return WordsPage(
        tuple(_line(viewer, one) for one in rules.filter(state=RuleState.PROPOSED).order_by("pk")),
        tuple(
            _line(viewer, one)
            for one in rules.filter(state=RuleState.LIVE, shipped="").order_by("word")
        ),
        len(shipped_rules()),
        ShippedRuleTakenBack.objects.count(),
        waiting_appeals(viewer),
        whole_history(before),
    )


def rule_page(viewer: Viewer, rule_id: int) -> RulePage | None:
    rules = rules_seen_by(viewer).select_related("proposed_by", "decided_by")
    rule = rules.filter(pk=rule_id).first()
    if rule is None:
        return None
    newest = rule.rehearsals.order_by("-pk").first()
    return RulePage(
        _line(viewer, rule), rule.state, figures(viewer, newest) if newest else None,
        may_decide(viewer, rule), may_agree(viewer, rule, newest), may_withdraw(viewer, rule),
        may_take_back(viewer, rule), history_of(str(rule)),
    )  # fmt: skip


def rehearsal_seen(viewer: Viewer, rehearsal_id: int) -> Rehearsal | None:
    return rehearsals_seen_by(viewer).filter(pk=rehearsal_id).first()


def waiting_for(viewer: Viewer) -> int:
    """How many proposals this person could decide."""
    return decided_by(viewer).count()


def _line(viewer: Viewer, rule: OwnRule) -> RuleLine:
    return RuleLine(
        rule.pk, rule.word, rule.tier, rule.shipped, rule.reason, name_of(rule.proposed_by),
        rule.proposed_at, name_of(rule.decided_by), rule.proposed_by_id == viewer.id,
    )  # fmt: skip
