"""Joining: an address, a name, a code. And what nobody gets to by that door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from alongside.people.forms import accounts
from alongside.people.models import Member, Role
from alongside.people.rules import names
from alongside.work.models import Event

JOIN, CHECK = "/sign-up", "/address/code"
NEW = {"email": "Bea@Example.org", "username": "Bea’s  Mum"}


def joined() -> Member:
    return Member.objects.get(name="Bea's Mum")


def test_join(client: Client, db: None, last_code: Callable[[], str]) -> None:
    client.cookies["tz"] = "Europe/Dublin"
    client.cookies["country"] = "IE"
    answer = client.post(JOIN, NEW)
    assert (answer.status_code, answer["Location"]) == (302, CHECK)
    member = joined()
    assert (member.name, member.name_key, member.email) == (
        "Bea's Mum",
        "beasmum",
        "bea@example.org",
    )
    assert (member.zone, member.country, member.role) == ("Europe/Dublin", "IE", Role.NEWCOMER)
    assert not member.has_usable_password()
    assert "_auth_user_id" not in client.session
    assert mail.outbox[-1].to == ["bea@example.org"]
    assert "Hello Bea's Mum," in mail.outbox[-1].body
    assert [(event.kind, event.payload) for event in Event.objects.filter(kind="MemberJoined")] == [
        ("MemberJoined", {"member_id": member.pk})
    ]

    page = client.get(CHECK).content.decode()
    assert "bea@example.org" in page
    wrong = client.post(CHECK, {"code": "0000-0000"})
    assert "not the code we sent" in wrong.content.decode()
    answer = client.post(CHECK, {"code": last_code().replace("-", " ")})
    assert answer["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(member.pk)
    assert EmailAddress.objects.get(user=member).verified


def test_too_many_wrong_codes(client: Client, db: None, last_code: Callable[[], str]) -> None:
    client.post(JOIN, NEW)
    for _ in range(5):
        answer = client.post(CHECK, {"code": "0000-0000"})
    assert answer["Location"] == reverse("account_login")
    client.post(CHECK, {"code": last_code()})
    assert "_auth_user_id" not in client.session


def test_the_address_was_mistyped(client: Client, db: None, last_code: Callable[[], str]) -> None:
    client.post(JOIN, NEW)
    first = last_code()
    client.post(CHECK, {"action": "change", "email": "b@example.org"})
    assert mail.outbox[-1].to == ["b@example.org"]
    client.post(CHECK, {"code": first})
    assert "_auth_user_id" not in client.session
    client.post(CHECK, {"code": last_code()})
    assert client.session["_auth_user_id"]
    assert joined().email == "b@example.org"


@pytest.mark.parametrize("begun", [(JOIN, NEW, JOIN), ("/sign-in/code", NEW, "/sign-in")])
def test_start_again(client: Client, db: None, begun: tuple[str, dict[str, str], str]) -> None:
    path, entry, start = begun
    code_page = client.post(path, entry)["Location"]
    assert client.get(start).status_code in (200, 302)
    page = client.get(code_page).content.decode()
    assert f'name="next" value="{start}"' in page
    assert client.post("/sign-out", {"next": start})["Location"] == start
    assert client.get(start).status_code == 200


def test_an_address_with_an_account_gets_the_same_answer(client: Client, anna: Member) -> None:
    answer = client.post(JOIN, {"email": "anna@example.org", "username": "Someone"})
    assert (answer.status_code, answer["Location"]) == (302, CHECK)
    assert "anna@example.org" in client.get(CHECK).content.decode()
    held = Member.objects.get(name="Someone")
    assert not held.is_active
    assert held.email and "anna" not in held.email
    assert "already have an account" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", accounts.MISSING),
        ("B", names.SHORT),
        ("B" * 31, names.LONG),
        ("AnnaMod", names.STAFF),
        ("anna", names.TAKEN),
        ("An\u200bna", names.HIDDEN),
        ("AHAModerator", names.STAFF),
        ("<script>alert(1)</script>", "leave out &lt;"),
    ],
)
def test_a_name_that_cannot_be_had(
    client: Client, anna: Member, imported: Member, name: str, sentence: str
) -> None:
    page = client.post(JOIN, {"email": "bea@example.org", "username": name}).content.decode()
    assert sentence in page
    assert 'value="bea@example.org"' in page
    assert "<script>alert" not in page
    assert not Member.objects.filter(email="bea@example.org").exists()
    assert not mail.outbox


@pytest.mark.parametrize("address", ["", "bea", "bea@", "bea@example", "a b@example.org"])
def test_an_address_that_is_none(client: Client, db: None, address: str) -> None:
    page = client.post(JOIN, {"email": address, "username": "Bea"}).content.decode()
    assert accounts.MISSING in page or accounts.NOT_AN_ADDRESS in page
    assert 'value="Bea"' in page


def test_two_take_one_name_at_once(
    client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both passed the check before either was written; the database lets one in."""
    monkeypatch.setattr("alongside.people.adapter.check_name", lambda name, exclude: name)
    answer = client.post(JOIN, {"email": "bea@example.org", "username": "Anna"})
    assert answer["Location"] == "/sign-up?email=bea%40example.org"
    page = client.get(answer["Location"]).content.decode()
    assert accounts.AT_THE_SAME_TIME in page
    assert 'value="bea@example.org"' in page
    assert not Member.objects.filter(email="bea@example.org").exists()
    assert Event.objects.get(kind="MemberJoined").payload == {"member_id": anna.pk}


def test_the_database_holds_it_too(anna: Member) -> None:
    with pytest.raises(IntegrityError):
        Member.objects.create_member("ANNA")


def test_nobody_plants_a_password(client: Client, db: None) -> None:
    client.post(JOIN, NEW | {"password1": "my own password", "password": "my own password"})
    assert not joined().has_usable_password()


def test_too_many_from_one_place(client: Client, db: None) -> None:
    for number in range(20):
        client.post(JOIN, {"email": f"b{number}@example.org", "username": f"Bea {number}x"})
    answer = client.post(JOIN, NEW)
    assert answer.status_code == 429
    assert b"<html lang" in answer.content
