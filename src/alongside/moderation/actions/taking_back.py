"""Taking a rule out of force: any one of the staff, at once, everywhere."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.masking import restore
from alongside.kernel.verdicts import Refused, demand
from alongside.moderation.actions.history import write_down_named
from alongside.moderation.events import RuleTakenBack
from alongside.moderation.rules import NOT_IN_FORCE, may_keep_words, may_take_back, rules_seen_by
from alongside.people.viewer import Viewer
from alongside.words.models import Change, OwnRule, RuleState, ShippedRuleTakenBack
from alongside.words.reads import shipped_rule
from alongside.work.actions import record


def take_back(viewer: Viewer, rule_id: int, *, reason: str) -> OwnRule:
    """Every word that this rule of ours hid is shown again.

    Raises:
        Refused: not staff, or not in force any more.
        Http404: no such rule for this person.
    """
    with transaction.atomic():
        rule = rules_seen_by(viewer).select_for_update().filter(pk=rule_id).first()
        if rule is None:
            raise Http404
        demand(may_take_back(viewer, rule))
        if rule.shipped:
            _switch_off(viewer, rule.shipped, reason)
        _end(viewer, rule)
        _show_again(viewer, str(rule), rule.word, reason)
        return rule


def take_back_shipped(viewer: Viewer, name: str, *, reason: str) -> None:
    """The same for a rule that comes with Alongside.

    Raises:
        Refused: not staff, or not in force any more.
        Http404: no rule of that name comes with Alongside.
    """
    demand(may_keep_words(viewer))
    rule = shipped_rule(name)
    if rule is None:
        raise Http404
    with transaction.atomic():
        _switch_off(viewer, name, reason)
        # What once put it in force again has come to its end with it.
        for earlier in OwnRule.objects.filter(shipped=name, state=RuleState.LIVE):
            _end(viewer, earlier)
        _show_again(viewer, name, rule.word, reason)


def _switch_off(viewer: Viewer, name: str, reason: str) -> None:
    _, new = ShippedRuleTakenBack.objects.get_or_create(
        rule=name, defaults={"reason": reason, "by_id": viewer.me}
    )
    if not new:
        raise Refused(NOT_IN_FORCE.reason)


def _end(viewer: Viewer, rule: OwnRule) -> None:
    rule.state, rule.ended_by_id, rule.ended_at = RuleState.TAKEN_BACK, viewer.me, timezone.now()
    rule.save(update_fields=["state", "ended_by", "ended_at"])


def _show_again(viewer: Viewer, name: str, word: str, reason: str) -> None:
    restore(name)
    write_down_named(viewer, name, word, Change.TAKEN_BACK, reason)
    record(RuleTakenBack(name, viewer.me))
