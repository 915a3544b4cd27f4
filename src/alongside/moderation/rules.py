"""Who may change the word rules, and who looks first where words tell of danger. What may be seen
is a queryset; what may be done answers with a reason that is shown as it stands, and decides
whether the button shows.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from alongside.discussions.rules import STAFF_ONLY, posts_seen_by
from alongside.kernel.verdicts import YES, Verdict
from alongside.language.word_rules import Tier
from alongside.moderation.models import Rehearsal, UrgentSign
from alongside.people.viewer import Viewer
from alongside.words.models import OwnRule, RuleState, ShippedRuleTakenBack

# What was counted longer ago is counted again before anybody decides by it.
FRESH = timedelta(hours=1)
# A word in more than one post in so many is a part of how people speak here.
COMMON = 50
FEW_POSTS = 100

SECOND_PERSON = Verdict(
    allowed=False,
    reason="You proposed this word. Somebody else on the staff has to look and agree.",
)
DECIDED = Verdict(allowed=False, reason="This was decided meanwhile. Look at the page of words.")
NOT_IN_FORCE = Verdict(allowed=False, reason="This rule is not in force any more.")
IN_FORCE = Verdict(allowed=False, reason="This rule is in force already.")
NOT_YOURS = Verdict(allowed=False, reason="Only the person who proposed this can take it back.")
PROPOSED_BEFORE = Verdict(allowed=False, reason="This was proposed already.")
STILL_COUNTING = Verdict(allowed=False, reason="Wait until all posts are counted.")
COUNT_AGAIN = Verdict(
    allowed=False,
    reason="These figures are more than an hour old. Count again, then decide.",
)
SAY_YES = Verdict(
    allowed=False,
    reason="Nothing was done yet. Read what this would do, then tick “Do it anyway”.",
)


def may_keep_words(viewer: Viewer) -> Verdict:
    """To look at the rules, to rehearse a word, to propose one."""
    return YES if viewer.is_staff else STAFF_ONLY


def rules_seen_by(viewer: Viewer) -> QuerySet[OwnRule]:
    return OwnRule.objects.all() if viewer.is_staff else OwnRule.objects.none()


def rehearsals_seen_by(viewer: Viewer) -> QuerySet[Rehearsal]:
    return Rehearsal.objects.all() if viewer.is_staff else Rehearsal.objects.none()


def may_decide(viewer: Viewer, rule: OwnRule) -> Verdict:
    """To agree to a word, or to say no to it: never who proposed it."""
    if not viewer.is_staff:
        return STAFF_ONLY
    if rule.state != RuleState.PROPOSED:
        return DECIDED
    return SECOND_PERSON if rule.proposed_by_id == viewer.id else YES


def decided_by(viewer: Viewer) -> QuerySet[OwnRule]:
    waiting = rules_seen_by(viewer).filter(state=RuleState.PROPOSED)
    return waiting.exclude(proposed_by_id=viewer.id)


def may_withdraw(viewer: Viewer, rule: OwnRule) -> Verdict:
    if not viewer.is_staff:
        return STAFF_ONLY
    if rule.state != RuleState.PROPOSED:
        return DECIDED
    return YES if rule.proposed_by_id == viewer.id else NOT_YOURS


def withdrawn_by(viewer: Viewer) -> QuerySet[OwnRule]:
    return rules_seen_by(viewer).filter(state=RuleState.PROPOSED, proposed_by_id=viewer.id)


def may_take_back(viewer: Viewer, rule: OwnRule) -> Verdict:
    """Any one of the staff, at once: hiding needs two, showing again needs one."""
    if not viewer.is_staff:
        return STAFF_ONLY
    return YES if rule.state == RuleState.LIVE else NOT_IN_FORCE


def taken_back_by(viewer: Viewer) -> QuerySet[OwnRule]:
    return rules_seen_by(viewer).filter(state=RuleState.LIVE)


def may_put_back(name: str) -> Verdict:
    """Whether a shipped rule can be proposed to be in force again: only one that was taken back."""
    return YES if ShippedRuleTakenBack.objects.filter(rule=name).exists() else IN_FORCE


def may_go_by(rehearsal: Rehearsal) -> Verdict:
    """Whether somebody may decide by these figures."""
    if rehearsal.finished_at is None:
        return STILL_COUNTING
    return COUNT_AGAIN if timezone.now() - rehearsal.finished_at > FRESH else YES


def may_propose(viewer: Viewer, rehearsal: Rehearsal) -> Verdict:
    if not viewer.is_staff:
        return STAFF_ONLY
    return PROPOSED_BEFORE if rehearsal.rule_id else may_go_by(rehearsal)


def may_agree(viewer: Viewer, rule: OwnRule, rehearsal: Rehearsal | None) -> Verdict:
    """They have to have the figures of the last hour before them."""
    if not (decide := may_decide(viewer, rule)):
        return decide
    return may_go_by(rehearsal) if rehearsal else COUNT_AGAIN


def does_harm(rehearsal: Rehearsal) -> bool:
    """Whether it would hide words of health, or what is said everywhere: they have to say that
    they saw it.
    """
    if rehearsal.tier != Tier.MASK:
        return False
    return bool(rehearsal.clinical_words or rehearsal.terms) or is_common(rehearsal)


def is_common(rehearsal: Rehearsal) -> bool:
    return rehearsal.total >= FEW_POSTS and rehearsal.posts * COMMON > rehearsal.total


def may_look_first(viewer: Viewer) -> Verdict:
    return YES if viewer.is_staff else STAFF_ONLY


def signs_seen_by(viewer: Viewer) -> QuerySet[UrgentSign]:
    """Signs in posts that stand and that this person may read. What was taken back is gone."""
    if not may_look_first(viewer):
        return UrgentSign.objects.none()
    standing = posts_seen_by(viewer).filter(removed_at=None, topic__removed_at=None)
    return UrgentSign.objects.filter(post__in=standing)
