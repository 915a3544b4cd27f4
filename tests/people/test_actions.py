"""What people do to themselves, administrators to people, and taking part to a newcomer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.kernel.verdicts import Refused
from alongside.people import actions, jobs
from alongside.people.models import Member, Role, Session
from alongside.people.viewer import Viewer
from alongside.work.models import Event

OURS = ("ProfileEdited", "RoleChanged", "MemberBlocked", "MemberUnblocked")
Make = Callable[[Member | None], Viewer]


def events() -> list[str]:
    """What happened to people in this test; the cast only joined and wrote."""
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if kind in OURS]


def words(name: str) -> actions.ProfileWords:
    said = {"about": "About me", "connection": "parent", "place": "Leeds", "zone": "Europe/London"}
    seen = {f"{line}_audience": "members" for line in said}
    return actions.ProfileWords(name=name, country="GB", **said, **seen)


def test_edit_my_profile(anna: Member, viewer: Make) -> None:
    actions.edit_profile(viewer(anna), words("Ánna"))
    anna.refresh_from_db()
    assert (anna.name, anna.name_key, anna.zone) == ("Ánna", "anna", "Europe/London")
    event = Event.objects.get(kind="ProfileEdited")
    assert event.payload == {"member_id": anna.pk, "renamed": True}


def test_a_profile_keeps_nothing_of_a_refused_change(
    anna: Member, admin: Member, viewer: Make
) -> None:
    for name in ("Grace", "Moderator", "A"):
        with pytest.raises(ValidationError):
            actions.edit_profile(viewer(anna), words(name))
    with pytest.raises(Refused):
        actions.edit_profile(viewer(None), words("Nobody"))
    anna.refresh_from_db()
    assert (anna.name, anna.about) == ("Anna", "")
    assert not events()


def test_an_imported_name_stays_when_the_rest_changes(imported: Member, viewer: Make) -> None:
    Member.objects.update(role=Role.MEMBER)
    actions.edit_profile(viewer(imported), words("AHAModerator"))
    with pytest.raises(ValidationError):
        actions.edit_profile(viewer(imported), words("TheModerator"))


def test_change_a_role(anna: Member, admin: Member, viewer: Make) -> None:
    for _ in range(2):
        actions.change_role(viewer(admin), anna.pk, Role.AMBASSADOR)
    anna.refresh_from_db()
    assert anna.role == Role.AMBASSADOR
    assert events() == ["RoleChanged"]


def test_nobody_else_changes_roles_or_blocks(anna: Member, admin: Member, viewer: Make) -> None:
    stale = Viewer(anna.pk, "Anna", Role.ADMINISTRATOR, viewer(anna).zone, "US")
    for who in (viewer(None), viewer(anna), stale):
        for action in (
            lambda who=who: actions.change_role(who, admin.pk, Role.MEMBER),
            lambda who=who: actions.block_member(who, admin.pk),
        ):
            with pytest.raises(Refused):
                action()
    with pytest.raises(Refused):
        actions.change_role(viewer(admin), admin.pk, Role.MEMBER)
    with pytest.raises(Refused):
        actions.change_role(viewer(admin), 10**12, Role.MEMBER)
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMINISTRATOR, True)


def test_block_and_let_in_again(anna: Member, admin: Member, viewer: Make, client: Client) -> None:
    client.force_login(anna)
    actions.block_member(viewer(admin), anna.pk)
    assert not Session.objects.filter(member=anna).exists()
    assert client.get("/me/profile").status_code == 303
    actions.unblock_member(viewer(admin), anna.pk)
    anna.refresh_from_db()
    assert anna.is_active
    assert events() == ["MemberBlocked", "MemberUnblocked"]


def test_a_name_nobody_claimed_has_nothing_to_block(
    imported: Member, admin: Member, viewer: Make
) -> None:
    with pytest.raises(Refused, match="claimed"):
        actions.block_member(viewer(admin), imported.pk)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_once_leave_one(viewer: Make) -> None:
    pair = [
        actions.enrol(name, f"{name}@example.org", role=Role.ADMINISTRATOR)
        for name in ("Grace", "Ivy")
    ]
    together = Barrier(2)

    def demote(who: Viewer, other_id: int) -> None:
        together.wait()
        try:
            actions.change_role(who, other_id, Role.MEMBER)
        except Refused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        jobs_done = [
            pool.submit(demote, viewer(one), other.pk) for one, other in (pair, reversed(pair))
        ]
    for done in jobs_done:
        done.result()
    ids = [one.pk for one in pair]
    assert Member.objects.filter(pk__in=ids, role=Role.ADMINISTRATOR).count() == 1


def test_a_newcomer_grows_into_a_member(db: None) -> None:
    bea = Member.objects.create_member("Bea", "bea@example.org", post_count=2)
    jobs.promote_newcomer(bea.pk)
    bea.refresh_from_db()
    assert bea.role == Role.NEWCOMER
    Member.objects.update(post_count=3)
    for _ in range(2):
        jobs.promote_newcomer(bea.pk)
    bea.refresh_from_db()
    assert bea.role == Role.MEMBER
    assert events() == ["RoleChanged"]


def test_nobody_else_is_promoted(admin: Member) -> None:
    Member.objects.update(post_count=9)
    jobs.promote_newcomer(admin.pk)
    admin.refresh_from_db()
    assert admin.role == Role.ADMINISTRATOR


def test_sign_ups_never_finished_give_the_name_back(
    anna: Member, admin: Member, imported: Member
) -> None:
    for name in ("Bea", "Cleo"):
        Client().post("/sign-up", {"email": f"{name}@example.org", "username": name})
    Member.objects.exclude(name="Cleo").update(joined_at=timezone.now() - timedelta(days=9))
    assert jobs.forget_unfinished_sign_ups() == 1
    left = set(Member.objects.values_list("name", flat=True))
    assert left >= {"Anna", "Grace", "AHAModerator", "Cleo"}
    assert "Bea" not in left
