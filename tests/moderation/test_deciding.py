"""A word is hidden by two people and shown again by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from alongside.kernel.verdicts import Refused
from alongside.language.word_rules import Tier
from alongside.moderation import actions, rules
from alongside.people.models import Member
from alongside.words.models import OwnRule, RuleChange, RuleState
from alongside.work.models import Event
from tests.cast import EVERYONE, STAFF, Cast
from tests.moderation.words import agreed, proposed, rehearsed

WORD = "gribble"


def test_from_a_proposal_to_a_rule_and_back(cast: Cast) -> None:
    rule = proposed(cast, WORD)
    assert rule.state == RuleState.PROPOSED
    agreed(cast, rule)
    rule.refresh_from_db()
    assert (rule.state, rule.decided_by) == (RuleState.LIVE, cast.people["administrator"])
    actions.take_back(cast.viewer("moderator"), rule.pk, reason="It hid too much.")
    rule.refresh_from_db()
    assert (rule.state, rule.ended_by) == (RuleState.TAKEN_BACK, cast.people["moderator"])
    assert list(RuleChange.objects.values_list("what", "by__name", "reason").order_by("pk")) == [
        ("proposed", "Morgan", "It is used to hurt."),
        ("live", "Ada", ""),
        ("taken_back", "Morgan", "It hid too much."),
    ]
    kinds = Event.objects.filter(kind__startswith="Rule").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "RuleProposed", "RuleWentLive", "RuleTakenBack"
    ]  # fmt: skip


def test_nobody_agrees_to_their_own(cast: Cast) -> None:
    rule = proposed(cast, WORD)
    for decide in (
        lambda: agreed(cast, rule, "moderator"),
        lambda: actions.refuse(cast.viewer("moderator"), rule.pk, reason="No."),
    ):
        with pytest.raises(Refused, match="Somebody else"):
            decide()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnRule.objects.filter(pk=rule.pk).update(decided_by=cast.people["moderator"])


def test_whoever_left_does_not_block_the_second_person(cast: Cast) -> None:
    rule = proposed(cast, WORD)
    OwnRule.objects.filter(pk=rule.pk).update(proposed_by=None)
    assert agreed(cast, rule).state == RuleState.LIVE


def test_a_second_decision_comes_too_late(cast: Cast) -> None:
    rule = proposed(cast, WORD)
    actions.refuse(cast.viewer("administrator"), rule.pk, reason="It is kind here.")
    with pytest.raises(Refused, match="meanwhile"):
        agreed(cast, rule)
    with pytest.raises(Refused, match="not in force"):
        actions.take_back(cast.viewer("moderator"), rule.pk, reason="Again.")


def test_the_figures_must_be_of_this_hour(cast: Cast) -> None:
    row = rehearsed(cast, WORD)
    later = timezone.now() + timedelta(minutes=61)
    with time_machine.travel(later, tick=False), pytest.raises(Refused, match="Count again"):
        actions.propose(cast.viewer("moderator"), row.pk, sure=True)
    rule = proposed(cast, WORD)
    with time_machine.travel(later, tick=False):
        with pytest.raises(Refused, match="Count again"):
            agreed(cast, rule)
        client = cast.client("administrator")
        page = f"/manage/words/{rule.pk}"
        assert "Count again" in client.get(page).content.decode()
        client.post(f"{page}/rehearsal")
        assert agreed(cast, rule).state == RuleState.LIVE


def test_agreeing_by_figures_that_were_counted_again_meanwhile(cast: Cast) -> None:
    """The second person decides by what they saw, so by no other rehearsal."""
    rule = proposed(cast, WORD)
    seen = rule.rehearsals.get().pk
    actions.rehearse_again(cast.viewer("moderator"), rule.pk)
    with pytest.raises(Refused, match="Count again"):
        actions.agree_to(cast.viewer("administrator"), rule.pk, seen, sure=True)
    other = rehearsed(cast, "other").pk
    with pytest.raises(Refused, match="Count again"):
        actions.agree_to(cast.viewer("administrator"), rule.pk, other, sure=True)


def test_harm_has_to_be_seen_by_both(cast: Cast) -> None:
    cast.posts["reply"].source = "The facial spasms came with the stroke."
    cast.posts["reply"].save()
    row = rehearsed(cast, "facial")
    with pytest.raises(Refused, match="Do it anyway"):
        actions.propose(cast.viewer("moderator"), row.pk, sure=False)
    rule = actions.propose(cast.viewer("moderator"), row.pk, sure=True)
    with pytest.raises(Refused, match="Do it anyway"):
        actions.agree_to(cast.viewer("administrator"), rule.pk, row.pk, sure=False)
    agreed(cast, rule)


def test_one_open_rule_a_word(cast: Cast) -> None:
    first, second = rehearsed(cast, WORD), rehearsed(cast, "Gríbble", who="administrator")
    rule = actions.propose(cast.viewer("moderator"), first.pk, sure=True)
    with pytest.raises(Refused, match="proposed already"):
        actions.propose(cast.viewer("administrator"), second.pk, sure=True)
    with pytest.raises(Refused, match="proposed already"):
        actions.propose(cast.viewer("moderator"), first.pk, sure=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnRule.objects.create(word="GRIBBLE", tier=Tier.ASK, reason="x")
    actions.withdraw(cast.viewer("moderator"), rule.pk)
    actions.propose(cast.viewer("administrator"), second.pk, sure=True)


def test_two_who_propose_at_once_are_one_proposal(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either wrote: the table says no, and the second is told."""
    proposed(cast, WORD)
    row = rehearsed(cast, WORD, who="administrator")
    looked = iter(["", "It is proposed already."])
    monkeypatch.setattr("alongside.moderation.actions.proposals.ruled_already",
                        lambda *given: next(looked))  # fmt: skip
    with pytest.raises(Refused, match="proposed already"):
        actions.propose(cast.viewer("administrator"), row.pk, sure=True)
    assert OwnRule.objects.count() == 1


def test_withdrawing_is_for_who_proposed(cast: Cast) -> None:
    rule = proposed(cast, WORD)
    with pytest.raises(Refused, match="Only the person"):
        actions.withdraw(cast.viewer("administrator"), rule.pk)
    actions.withdraw(cast.viewer("moderator"), rule.pk)
    rule.refresh_from_db()
    assert rule.state == RuleState.TAKEN_BACK


@pytest.mark.parametrize("name", EVERYONE)
def test_both_forms_of_each_rule_agree(cast: Cast, name: str) -> None:
    viewer = cast.viewer(name)
    states = [proposed(cast, f"word {number}", who=who) for number, who in enumerate(STAFF)]
    for number, state in enumerate(RuleState):
        states.append(OwnRule.objects.create(word=f"other {number}", tier="mask", state=state))
    for may, those in (
        (rules.may_decide, rules.decided_by),
        (rules.may_withdraw, rules.withdrawn_by),
        (rules.may_take_back, rules.taken_back_by),
    ):
        allowed = set(those(viewer))
        assert {rule for rule in states if may(viewer, rule)} == allowed & set(states)
    assert bool(rules.may_keep_words(viewer)) == (name in STAFF)
    assert rules.rules_seen_by(viewer).exists() == (name in STAFF)


@pytest.mark.parametrize("name", [name for name in EVERYONE if name not in STAFF])
def test_for_everybody_else_there_is_nothing(cast: Cast, name: str) -> None:
    rule, row = proposed(cast, WORD), rehearsed(cast, "other")
    viewer = cast.viewer(name)
    with pytest.raises(Refused):
        actions.rehearse_word(viewer, word="x y", tier="mask", reason="x")
    for act in (
        lambda: actions.propose(viewer, row.pk, sure=True),
        lambda: actions.rehearse_again(viewer, rule.pk),
        lambda: actions.agree_to(viewer, rule.pk, row.pk, sure=True),
        lambda: actions.refuse(viewer, rule.pk, reason="x"),
        lambda: actions.withdraw(viewer, rule.pk),
        lambda: actions.take_back(viewer, rule.pk, reason="x"),
    ):
        with pytest.raises(Http404):
            act()


def test_a_rehearsal_that_led_to_nothing_is_forgotten(cast: Cast) -> None:
    kept, gone = proposed(cast, WORD), rehearsed(cast, "other")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        actions.forget_old_rehearsals()
    assert kept.rehearsals.count() == 1
    assert not type(gone).objects.filter(pk=gone.pk).exists()


def test_an_account_that_goes_leaves_the_history(cast: Cast) -> None:
    agreed(cast, proposed(cast, WORD))
    Member.objects.filter(pk=cast.people["moderator"].pk).update(post_count=0)
    cast.people["moderator"].delete()
    page = cast.client("administrator").get("/manage/words").content.decode()
    assert "Somebody who left" in page
