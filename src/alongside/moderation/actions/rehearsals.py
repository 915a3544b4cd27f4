"""Asking what a word's rule would touch. Nothing of the community changes by it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.kernel.verdicts import demand
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import begin
from alongside.moderation.rules import may_keep_words, may_put_back, rules_seen_by
from alongside.people.viewer import Viewer
from alongside.words.models import OwnRule
from alongside.words.reads import shipped_rule
from alongside.work.models import OPEN_STATES

# One that led to nothing is of no use the next day.
KEPT_FOR = timedelta(days=7)


def rehearse_word(viewer: Viewer, *, word: str, tier: str, reason: str) -> Rehearsal:
    """Raises: Refused for anybody but staff."""
    demand(may_keep_words(viewer))
    return _ask(Rehearsal(word=word, tier=tier, reason=reason, asked_by_id=viewer.me))


def rehearse_shipped(viewer: Viewer, name: str, *, reason: str) -> Rehearsal:
    """What a shipped rule that was taken back would touch, were it in force again.

    Raises:
        Refused: for anybody but staff, and where it is in force.
        Http404: no rule of that name comes with Alongside.
    """
    demand(may_keep_words(viewer))
    rule = shipped_rule(name)
    if rule is None:
        raise Http404
    demand(may_put_back(rule.name))
    return _ask(
        Rehearsal(
            word=rule.word, tier=rule.tier.value, reason=reason, shipped=name,
            asked_by_id=viewer.me,
        )
    )  # fmt: skip


def rehearse_again(viewer: Viewer, rule_id: int) -> Rehearsal:
    """Count anew for a rule that waits. One that is under way is found again.

    Raises:
        Http404: no such rule for this person.
    """
    with transaction.atomic():
        rule = rules_seen_by(viewer).select_for_update().filter(pk=rule_id).first()
        if rule is None:
            raise Http404
        under_way = rule.rehearsals.filter(state__in=OPEN_STATES).first()
        if under_way:
            return under_way
        rule.rehearsals.all().delete()
        return _ask(_of(rule, viewer))


def _of(rule: OwnRule, viewer: Viewer) -> Rehearsal:
    return Rehearsal(
        word=rule.word, tier=rule.tier, reason=rule.reason, shipped=rule.shipped, rule=rule,
        asked_by_id=viewer.me,
    )  # fmt: skip


def _ask(rehearsal: Rehearsal) -> Rehearsal:
    begin(rehearsal)
    rehearsal.save()
    return rehearsal


def forget_old_rehearsals() -> int:
    """Those that led to no proposal. What a decided rule would have touched stays as figures."""
    old = timezone.now() - KEPT_FOR
    return Rehearsal.objects.filter(rule=None, asked_at__lt=old).delete()[0]
