"""The link in every mail: it ends what it says and no more, signed out, and can be taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from alongside.discussions.models import ReadMark
from alongside.notifications.models import FollowChoice, Mode, Preference
from alongside.notifications.sending.sender import Sender
from alongside.notifications.unsubscribing import LISTS, Link, of_topic, undo_token
from alongside.people.models import Member
from tests.cast import Cast
from tests.notifications.owing import owe, prefer
from tests.notifications.postbox import Postbox

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link(cast: Cast, what: str) -> str:
    return f"/mail-stop/{Link(cast.people['parent'].pk, what).token}"


def preference(cast: Cast) -> Preference:
    return Preference.objects.get(member=cast.people["parent"])


@pytest.fixture
def program() -> Client:
    """A mail program: nobody is signed in there, and it has no secret of a form."""
    return Client(enforce_csrf_checks=True)


def test_looking_ends_nothing(ledger: Cast, program: Client) -> None:
    page = program.get(link(ledger, "replies"))
    assert page.status_code == 200
    assert "Stop this mail?" in page.content.decode()
    assert not Preference.objects.exists()


def test_one_press_ends_that_list_alone(ledger: Cast, program: Client) -> None:
    answer = program.post(link(ledger, "replies"), ONE_CLICK)
    assert answer.status_code == 200
    assert "It is stopped" in answer.content.decode()
    assert preference(ledger).reply_mail == Mode.NONE
    assert preference(ledger).quote_mail == Mode.AT_ONCE
    again = program.post(link(ledger, "replies"), ONE_CLICK)
    assert "nothing left to stop" in again.content.decode()


def test_the_link_in_a_mail_works(ledger: Cast, postbox: Postbox, program: Client) -> None:
    ReadMark.objects.all().delete()
    owe(ledger, "parent", ledger.posts["reply"])
    Sender().round()
    address = str(postbox.mails[0]["List-Unsubscribe"]).strip(" <>")
    program.post(address.removeprefix("http://127.0.0.1:8000"), ONE_CLICK)
    assert preference(ledger).reply_mail == Mode.NONE


def test_choices_for_single_conversations_end_with_their_list(
    ledger: Cast, program: Client
) -> None:
    parent = ledger.people["parent"]
    topic = FollowChoice.objects.create(
        member=parent, topic=ledger.topics["public"], mail=Mode.DAILY
    )
    space = FollowChoice.objects.create(
        member=parent, space=ledger.spaces["public"], mail=Mode.AT_ONCE
    )
    program.post(link(ledger, "replies"))
    topic.refresh_from_db()
    space.refresh_from_db()
    assert (topic.mail, space.mail) == (Mode.NONE, Mode.AT_ONCE)


def test_undo_brings_everything_back_as_it_was(ledger: Cast, program: Client) -> None:
    prefer(ledger, "parent", reply_mail=Mode.WEEKLY, quote_mail=Mode.DAILY)
    choice = FollowChoice.objects.create(
        member=ledger.people["parent"], topic=ledger.topics["public"], mail=Mode.DAILY
    )
    page = program.post(link(ledger, "digest")).content.decode()
    assert preference(ledger).reply_mail == preference(ledger).quote_mail == Mode.NONE
    assert preference(ledger).silence_mail == Mode.AT_ONCE
    undo = re.search(r'action="(/mail-stop/[^"]+/undo)"', page)
    assert undo
    assert program.get(undo[1]).status_code == 405
    assert program.post(undo[1]).status_code == 200
    choice.refresh_from_db()
    assert (preference(ledger).reply_mail, choice.mail) == (Mode.WEEKLY, Mode.DAILY)


def test_one_conversation_alone(ledger: Cast, program: Client) -> None:
    topic = ledger.topics["public"].pk
    page = program.post(link(ledger, of_topic(topic))).content.decode()
    assert FollowChoice.objects.get().mail == Mode.NONE
    undo = re.search(r'action="(/mail-stop/[^"]+/undo)"', page)
    assert undo
    program.post(undo[1])
    assert not FollowChoice.objects.exists()


@pytest.mark.parametrize("what", sorted(LISTS))
def test_a_link_is_for_one_person_and_one_list(ledger: Cast, program: Client, what: str) -> None:
    mine = Link(ledger.people["parent"].pk, what)
    seal = mine.token.rpartition("~")[2]
    others = [Link(mine.member_id, other) for other in LISTS if other != what]
    for forged in (Link(mine.member_id + 1, what), *others):
        token = forged.token.rpartition("~")[0] + "~" + seal
        assert program.post(f"/mail-stop/{token}").status_code == 404
    assert program.post(f"/mail-stop/{mine.token}/undo").status_code == 404
    assert program.post(f"/mail-stop/{undo_token(mine, '7b7d')}").status_code == 404
    assert not Preference.objects.exists()


@pytest.mark.parametrize("token", ["x", "1~replies", "~~", "1~replies~" + "A" * 43])
def test_made_up_links_lead_nowhere(ledger: Cast, program: Client, token: str) -> None:
    for path in (f"/mail-stop/{token}", f"/mail-stop/{token}/undo"):
        assert program.post(path).status_code == 404


def test_codes_to_sign_in_cannot_be_ended(ledger: Cast) -> None:
    assert "account" not in LISTS


def test_after_somebody_left_the_answer_is_kind(ledger: Cast, program: Client) -> None:
    leaver = Member.objects.create_member("Lea", "lea@example.org")
    address = f"/mail-stop/{Link(leaver.pk, 'replies').token}"
    leaver.delete()
    assert program.get(address).status_code == 200
    page = program.post(address, ONE_CLICK)
    assert (page.status_code, "nothing left to stop" in page.content.decode()) == (200, True)


def test_the_page_tells_nobody_whose_mail_it_is(ledger: Cast, program: Client) -> None:
    page = program.get(link(ledger, "replies")).content.decode()
    assert "Pat" not in page
    assert "pat.rivers" not in page
