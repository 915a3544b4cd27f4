"""Both forms of each rule agree, for every kind of person looking at every kind of member."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from alongside.kernel.verdicts import Verdict
from alongside.people import rules
from alongside.people.models import Member, Role
from alongside.people.rules import apart
from alongside.people.rules.profiles import Line, lines_seen_by, may_see_line
from alongside.people.viewer import Viewer

Rule = tuple[Callable[[Viewer, Member], Verdict], Callable[[Viewer], QuerySet[Member]]]
RULES: list[Rule] = [
    (rules.may_see_profile, rules.profiles_seen_by),
    (rules.may_edit_profile, rules.profiles_edited_by),
    (rules.may_change_role, rules.roles_changed_by),
    (rules.may_block, rules.blocked_by),
    (apart.may_mute, apart.muted_by),
    (apart.may_keep_apart, apart.kept_apart_by),
    *((partial(may_see_line, line=line), partial(lines_seen_by, line=line)) for line in Line),
    (rules.may_invite, rules.invited_by),
]
STATES: dict[str, dict[str, Any]] = {
    "waiting": {"email": "waiting@example.org"},
    "came in": {"email": "came@example.org", "last_login": timezone.now()},
    "posted": {"email": "posted@example.org", "post_count": 1},
    "sample": {"email": "sample@example.org", "sample": True},
    "imported": {"imported_from": "a page"},
    "blocked": {"email": "b@example.org", "last_login": timezone.now(), "is_active": False},
}


@pytest.fixture
def everyone(db: None) -> list[Member]:
    states = [Member.objects.create_member(name, **fields) for name, fields in STATES.items()]
    roles = [
        Member.objects.create_member(f"The {role}", f"the-{role}@example.org", role=role)
        for role in Role.values
    ]
    return states + roles


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: getattr(rule[0], "__name__", "line"))
def test_both_forms_agree(
    rule: Rule, everyone: list[Member], viewer: Callable[[Member | None], Viewer]
) -> None:
    may, queryset = rule
    for looking in (None, *everyone):
        who = viewer(looking)
        allowed = {member.pk for member in everyone if may(who, member)}
        found = queryset(who).filter(pk__in=[member.pk for member in everyone])
        assert allowed == set(found.values_list("pk", flat=True)), who
        refused = [may(who, member) for member in everyone if not may(who, member)]
        assert all(verdict.reason for verdict in refused)


def test_a_sign_up_that_waits_for_its_code_is_nobody(
    everyone: list[Member], viewer: Callable[[Member | None], Viewer]
) -> None:
    waiting = everyone[0]
    seers = [who for who in (None, *everyone) if rules.may_see_profile(viewer(who), waiting)]
    assert {who.role if who else "" for who in seers} == {Role.NEWCOMER, Role.ADMINISTRATOR}
    assert waiting in seers


def test_only_administrators_change_roles_and_never_their_own(
    everyone: list[Member], viewer: Callable[[Member | None], Viewer]
) -> None:
    *others, administrator = everyone
    assert not any(rules.roles_changed_by(viewer(who)) for who in (None, *others))
    assert rules.may_change_role(viewer(administrator), administrator) == rules.NOT_YOURSELF
