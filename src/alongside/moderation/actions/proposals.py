"""From a proposal to a rule in force: two people of the staff, each with the figures before them.

Two who propose one word at the same time end at its one open rule; two who decide one proposal
queue at its row, and the second is told that it was decided. That nobody agrees to their own
proposal is a constraint of the table besides.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.masking import apply_rule
from alongside.kernel.verdicts import Refused, Verdict, demand
from alongside.moderation.actions.history import write_down
from alongside.moderation.asked import ruled_already
from alongside.moderation.events import RuleProposed, RuleRefused, RuleWentLive
from alongside.moderation.models import Rehearsal
from alongside.moderation.rules import (
    PROPOSED_BEFORE,
    SAY_YES,
    does_harm,
    may_agree,
    may_decide,
    may_propose,
    may_put_back,
    may_withdraw,
    rehearsals_seen_by,
    rules_seen_by,
)
from alongside.people.viewer import Viewer
from alongside.words.models import Change, OwnRule, RuleState, ShippedRuleTakenBack
from alongside.words.reads import rule_named
from alongside.work.actions import record


def propose(viewer: Viewer, rehearsal_id: int, *, sure: bool) -> OwnRule:
    """Ask a second person to agree to what was rehearsed.

    Args:
        sure: whether they said that they saw the harm, where there is some.

    Raises:
        Refused: not staff, not counted yet or too long ago, proposed before, or harm and not sure.
        Http404: no such rehearsal for this person.
    """
    try:
        with transaction.atomic():
            return _propose(viewer, rehearsal_id, sure=sure)
    except IntegrityError:
        # Somebody else's proposal of the same word was written in the same moment.
        rehearsal = rehearsals_seen_by(viewer).get(pk=rehearsal_id)
        raise Refused(_already(rehearsal) or PROPOSED_BEFORE.reason) from None


def _propose(viewer: Viewer, rehearsal_id: int, *, sure: bool) -> OwnRule:
    rehearsal = rehearsals_seen_by(viewer).select_for_update().filter(pk=rehearsal_id).first()
    if rehearsal is None:
        raise Http404
    demand(may_propose(viewer, rehearsal))
    if said := _already(rehearsal):
        raise Refused(said)
    _demand_sure(rehearsal, sure=sure)
    rule = OwnRule.objects.create(
        word=rehearsal.word, shipped=rehearsal.shipped,
        tier=rehearsal.tier, reason=rehearsal.reason, proposed_by_id=viewer.me,
    )  # fmt: skip
    Rehearsal.objects.filter(pk=rehearsal.pk).update(rule=rule)
    write_down(viewer, rule, Change.PROPOSED, rule.reason)
    record(RuleProposed(rule.pk, viewer.me))
    return rule


def _already(rehearsal: Rehearsal) -> str:
    if rehearsal.shipped:
        return may_put_back(rehearsal.shipped).reason
    return ruled_already(rehearsal.word, rehearsal.tier)


def agree_to(viewer: Viewer, rule_id: int, rehearsal_id: int, *, sure: bool) -> OwnRule:
    """The second person's yes: the rule is in force, in every post there is.

    Args:
        rehearsal_id: the figures that they have before them.
        sure: whether they said that they saw the harm, where there is some.

    Raises:
        Refused: not staff, their own proposal, decided before, old figures, or harm and not sure.
        Http404: no such rule for this person.
    """
    with transaction.atomic():
        rule = _locked(viewer, rule_id)
        seen = rule.rehearsals.filter(pk=rehearsal_id).first()
        demand(may_agree(viewer, rule, seen))
        if seen:
            _demand_sure(seen, sure=sure)
        _decide(viewer, rule, RuleState.LIVE)
        if rule.shipped:
            ShippedRuleTakenBack.objects.filter(rule=rule.shipped).delete()
        apply_rule(rule_named(str(rule), rule.word, rule.tier, rule.reason))
        write_down(viewer, rule, Change.LIVE)
        record(RuleWentLive(rule.pk, viewer.me))
        return rule


def refuse(viewer: Viewer, rule_id: int, *, reason: str) -> OwnRule:
    """The second person's no, with a reason for who proposed it.

    Raises:
        Refused: not staff, their own proposal, or decided meanwhile.
        Http404: no such rule for this person.
    """
    with transaction.atomic():
        rule = _locked(viewer, rule_id)
        demand(may_decide(viewer, rule))
        _decide(viewer, rule, RuleState.REFUSED)
        write_down(viewer, rule, Change.REFUSED, reason)
        record(RuleRefused(rule.pk, viewer.me))
        return rule


def withdraw(viewer: Viewer, rule_id: int) -> OwnRule:
    """Take one's own proposal back.

    Raises:
        Refused: somebody else's, or decided meanwhile.
        Http404: no such rule for this person.
    """
    with transaction.atomic():
        rule = _locked(viewer, rule_id)
        demand(may_withdraw(viewer, rule))
        rule.state, rule.ended_by_id, rule.ended_at = (
            RuleState.TAKEN_BACK, viewer.me, timezone.now()
        )  # fmt: skip
        rule.save(update_fields=["state", "ended_by", "ended_at"])
        write_down(viewer, rule, Change.WITHDRAWN)
        record(RuleRefused(rule.pk, viewer.me))
        return rule


def _locked(viewer: Viewer, rule_id: int) -> OwnRule:
    rule = rules_seen_by(viewer).select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise Http404
    return rule


def _demand_sure(rehearsal: Rehearsal, *, sure: bool) -> None:
    demand(SAY_YES if does_harm(rehearsal) and not sure else Verdict(allowed=True))


def _decide(viewer: Viewer, rule: OwnRule, state: RuleState) -> None:
    rule.state, rule.decided_by_id, rule.decided_at = state, viewer.me, timezone.now()
    rule.save(update_fields=["state", "decided_by", "decided_at"])
