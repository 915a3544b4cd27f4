"""Block and mute: what the one who chooses sees, and that nobody else is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client

from alongside.kernel.verdicts import Refused
from alongside.people import actions, reads
from alongside.people.actions.apart import keep_apart, let_meet, mute, unmute
from alongside.people.models import Block, Member, Mute
from alongside.people.reads.apart import apart_page
from alongside.people.viewer import Viewer
from alongside.people.viewers import viewer_of

Make = Callable[[Member | None], Viewer]


@pytest.fixture
def bea(db: None) -> Member:
    return actions.enrol("Bea", "bea@example.org")


def fresh(member: Member) -> Viewer:
    return viewer_of(Member.objects.get(pk=member.pk))


def named(*members: Member) -> list[bool]:
    return [Member.objects.get(pk=member.pk).has_blocks for member in members]


def test_each_is_nobody_to_the_other(anna: Member, bea: Member) -> None:
    keep_apart(fresh(anna), bea.pk)
    assert named(anna, bea) == [True, True]
    for one, other in ((anna, bea), (bea, anna)):
        assert fresh(one).hidden == {other.pk}
        assert reads.person_line(fresh(one), other.pk) is None
        assert reads.person_line(fresh(one), one.pk)


def test_only_the_one_who_blocked_can_take_it_back_and_twice_is_once(
    anna: Member, bea: Member
) -> None:
    for _ in range(2):
        keep_apart(fresh(anna), bea.pk)
    assert Block.objects.count() == 1
    for act in (keep_apart, let_meet, mute, unmute):
        with pytest.raises(Http404):
            act(fresh(bea), anna.pk)
    for _ in range(2):
        let_meet(fresh(anna), bea.pk)
    assert named(anna, bea) == [False, False]
    assert reads.person_line(fresh(bea), anna.pk)


def test_a_block_of_the_other_side_stays(anna: Member, bea: Member, viewer: Make) -> None:
    keep_apart(viewer(anna), bea.pk)
    # Sent from a page that was open before.
    keep_apart(viewer(bea), anna.pk)
    let_meet(fresh(anna), bea.pk)
    assert named(anna, bea) == [True, True]
    assert reads.person_line(fresh(anna), bea.pk) is None


def test_a_third_persons_block_keeps_its_mark(anna: Member, bea: Member, viewer: Make) -> None:
    cleo = actions.enrol("Cleo", "cleo@example.org")
    keep_apart(viewer(anna), bea.pk)
    keep_apart(viewer(anna), cleo.pk)
    let_meet(fresh(anna), bea.pk)
    assert named(anna, bea, cleo) == [True, False, True]


def test_who_cannot_be_blocked(anna: Member, admin: Member, viewer: Make) -> None:
    for who, whom in ((anna, admin), (admin, anna), (anna, anna), (None, anna)):
        with pytest.raises(Refused):
            keep_apart(viewer(who), whom.pk)
    with pytest.raises(Refused):
        mute(viewer(anna), anna.pk)
    with pytest.raises(Http404):
        keep_apart(viewer(anna), 10**12)
    assert not Block.objects.exists()
    mute(viewer(anna), admin.pk)
    assert Mute.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_block_each_other_at_once(viewer: Make) -> None:
    pair = [actions.enrol(name, f"{name}@example.org") for name in ("Anna", "Bea")]
    together = Barrier(2)

    def block(who: Viewer, other_id: int) -> None:
        together.wait()
        try:
            keep_apart(who, other_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(block, viewer(one), other.pk) for one, other in (pair, pair[::-1])]
    for done in both:
        done.result()
    assert Block.objects.count() == 2
    assert named(*pair) == [True, True]


def test_the_pages(client: Client, anna: Member, bea: Member, admin: Member) -> None:
    client.force_login(anna)
    asked = client.get(f"/m/{bea.pk}/block").content.decode()
    assert "Mute Bea" in asked
    assert "Block Bea" in asked
    assert client.get(f"/m/{anna.pk}/block").status_code == 404
    about_staff = client.get(f"/m/{admin.pk}/block").content.decode()
    assert "Staff cannot be blocked" in about_staff
    assert "Block Grace" not in about_staff

    muted = client.post(f"/m/{bea.pk}/mute", follow=True).content.decode()
    assert "You muted Bea" in muted
    blocked = client.post(f"/m/{bea.pk}/block", follow=True).content.decode()
    assert "From now on you do not see each other." in blocked
    assert "Unblock Bea" in blocked
    assert f'href="/m/{bea.pk}"' not in blocked
    assert client.get(f"/m/{bea.pk}").status_code == 404
    # A second click, or the page that was still open.
    assert client.post(f"/m/{bea.pk}/block").status_code == 303
    assert client.post(f"/m/{admin.pk}/block", follow=True).status_code == 200

    client.post(f"/m/{bea.pk}/unmute")
    free = client.post(f"/m/{bea.pk}/unblock", follow=True).content.decode()
    assert "Unblock Bea" not in free
    assert "Unmute Bea" not in free
    assert client.get(f"/m/{bea.pk}").status_code == 200


def test_my_list_is_mine_alone(client: Client, anna: Member, bea: Member) -> None:
    mute(fresh(anna), bea.pk)
    keep_apart(fresh(anna), bea.pk)
    page = apart_page(fresh(anna))
    assert [[line.name for line in lines] for lines in (page.blocked, page.muted)] == [["Bea"]] * 2
    client.force_login(bea)
    assert "Anna" not in client.get("/me/people").content.decode()
