"""Claiming an imported name: by invitation, once, and never with a staff role."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from alongside.config.wiring import HANDLERS
from alongside.discussions.actions import start_topic
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, Topic
from alongside.kernel.verdicts import Refused
from alongside.people.actions import claims
from alongside.people.events import NameClaimed
from alongside.people.models import Invitation, Member, Role
from alongside.people.viewer import Viewer
from alongside.work.models import Event
from tests.cast import Cast
from tests.people.conftest import PASSWORD

LINK = re.compile(r"http://[^/]+(/claim/[\w-]+)")
ViewerOf = Callable[[Member | None], Viewer]


@pytest.fixture
def old(db: None) -> Member:
    return Member.objects.create_member(
        "Tess in Ohio", imported_from="an imported page (as Tess in Ohio)", is_active=False,
        post_count=2,
    )  # fmt: skip


@pytest.fixture
def staff(admin: Member) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def invite(staff: Client, member: Member, email: str = "tess@example.org") -> str:
    """The link in the mail."""
    answer = staff.post(f"/manage/people/{member.pk}/invitation", {"email": email})
    assert answer["Location"] == f"/manage/people/{member.pk}"
    assert mail.outbox[-1].to == [email]
    found = LINK.search(mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1]


def test_a_name_becomes_an_account(client: Client, staff: Client, old: Member) -> None:
    link = invite(staff, old)
    assert Invitation.objects.get().digest not in link
    page = client.get(link).content.decode()
    assert "Are you Tess in Ohio?" in page
    assert "2 posts" in page
    assert "tess@example.org" not in page
    client.head(link)
    old.refresh_from_db()
    assert old.email is None
    answer = client.post(link, {"name": "Tess in Ohio"})
    assert answer.status_code == 302
    old.refresh_from_db()
    assert (old.email, old.role, old.is_active) == ("tess@example.org", Role.MEMBER, True)
    assert EmailAddress.objects.get(user=old).verified
    assert client.session["_auth_user_id"] == str(old.pk)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"name": "Somebody"}).status_code == 404


def test_a_name_like_staffs_is_changed_and_brings_no_role(
    client: Client, staff: Client, imported: Member
) -> None:
    link = invite(staff, imported)
    page = client.get(link).content.decode()
    assert "sounds like our staff" in page
    assert 'value="AHAModerator"' not in page
    answer = client.post(link, {"name": "AHAModerator"})
    assert answer.status_code == 422
    assert "sounds like one of our staff" in answer.content.decode()
    client.post(link, {"name": "Maureen"})
    imported.refresh_from_db()
    assert (imported.name, imported.role) == ("Maureen", Role.MEMBER)


def test_posts_move_to_an_account_that_is_there(
    staff: Client, anna: Member, viewer: ViewerOf, cast: Cast
) -> None:
    old = Member.objects.create_member("Tess", imported_from="a page", is_active=False)
    post = start_topic(
        viewer(old), space_slug="open-door", kind="story", title="Long ago", source="We came home.",
        token=new_token(),
    )  # fmt: skip
    before = Topic.objects.get(pk=post.topic_id).revision
    link = invite(staff, old, "another@example.org")
    mine = Client()
    mine.post("/sign-in", {"login": "anna@example.org", "password": PASSWORD})
    page = mine.get(link).content.decode()
    assert "You are signed in as <b>Anna</b>" in page
    mine.post(link)
    claimed = Event.objects.get(kind="NameClaimed").payload
    for handler in HANDLERS[NameClaimed]:
        handler(NameClaimed(**claimed))
    assert Post.objects.get(pk=post.pk).author == anna
    topic = Topic.objects.get(pk=post.topic_id)
    assert (topic.author, topic.revision > before) == (anna, True)
    assert not Member.objects.filter(pk=old.pk).exists()
    anna.refresh_from_db()
    assert (anna.post_count, anna.imported_from, anna.role) == (1, "a page", Role.MEMBER)


def test_an_address_with_an_account_signs_in_first(
    client: Client, staff: Client, anna: Member, old: Member
) -> None:
    link = invite(staff, old, "anna@example.org")
    page = client.get(link).content.decode()
    assert f'href="/sign-in?next={link}"' in page
    assert client.post(link, {"name": "Tess"})["Location"] == "/sign-in"
    old.refresh_from_db()
    assert old.email is None
    assert client.get(link).status_code == 200


def test_it_ends(client: Client, staff: Client, old: Member) -> None:
    first = invite(staff, old)
    second = invite(staff, old)
    assert [client.get(link).status_code for link in (first, second)] == [404, 200]
    staff.post(f"/manage/people/{old.pk}/invitation/end")
    assert client.get(second).status_code == 404
    third = invite(staff, old)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert client.get(third).status_code == 404
        assert client.post(third, {"name": "Tess"}).status_code == 404


def test_only_for_an_imported_name_that_nobody_has(
    staff: Client, anna: Member, old: Member, admin: Member, viewer: ViewerOf
) -> None:
    waiting = Member.objects.create_member("Stand In", stand_in=True, is_active=False)
    for member in (anna, admin, waiting):
        staff.post(f"/manage/people/{member.pk}/invitation", {"email": "x@example.org"})
    assert mail.outbox == []
    assert not Invitation.objects.exists()
    with pytest.raises(Refused):
        claims.invite_to_claim(viewer(anna), old.pk, "x@example.org")
    staff.post(f"/manage/people/{old.pk}/invitation", {"email": "not an address"})
    assert not Invitation.objects.exists()


def test_a_claimed_name_is_claimed_once(client: Client, staff: Client, old: Member) -> None:
    """Two who hold the same link: the second finds nothing."""
    secret = invite(staff, old).rsplit("/", 1)[1]
    claims.claim_name(secret, "Tess in Ohio")
    with pytest.raises(Refused):
        claims.claim_name(secret, "Tess in Ohio")
