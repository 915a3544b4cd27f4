"""Signing in by code or password, out, and back after a forgotten password."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from alongside.people.models import Member, Session
from tests.people.conftest import PASSWORD

IN, ASK, CODE = "/sign-in", "/sign-in/code", "/sign-in/code/check"
FORGOT, RESET_CODE, RESET = "/password/reset", "/password/reset/code", "/password/reset/new"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_by_code(client: Client, anna: Member, last_code: Callable[[], str]) -> None:
    answer = client.post(ASK, {"email": "ANNA@example.org", "next": "/me/profile"})
    assert answer["Location"] == CODE + "?next=%2Fme%2Fprofile"
    page = client.get(answer["Location"]).content.decode()
    assert 'name="next" value="/me/profile"' in page
    answer = client.post(CODE, {"code": last_code(), "next": "/me/profile"})
    assert answer["Location"] == "/me/profile"
    assert signed_in(client)
    assert "You are signed in as Anna." in client.get("/me/profile").content.decode()


def test_a_new_code_ends_the_old_one(
    client: Client, anna: Member, last_code: Callable[[], str]
) -> None:
    client.post(ASK, {"email": "anna@example.org"})
    first = last_code()
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2
    client.post(CODE, {"code": first})
    assert not signed_in(client)
    client.post(CODE, {"code": last_code()})
    assert signed_in(client)


def test_a_code_is_for_one_browser_and_one_use(
    client: Client, anna: Member, last_code: Callable[[], str]
) -> None:
    client.post(ASK, {"email": "anna@example.org"})
    other = Client()
    other.post(CODE, {"code": last_code()})
    assert not signed_in(other)
    client.post(CODE, {"code": last_code()})
    client.post("/sign-out")
    client.post(CODE, {"code": last_code()})
    assert not signed_in(client)


def test_by_password(client: Client, anna: Member) -> None:
    page = client.post(IN, {"login": "anna@example.org", "password": "wrong"}).content.decode()
    assert "do not fit together" in page
    assert "wrong" not in page.partition("<main")[2].partition("</form>")[0].replace(
        'class="wrong"', ""
    )
    answer = client.post(IN, {"login": "anna@example.org", "password": PASSWORD, "next": "/mail/"})
    assert answer["Location"] == "/mail/"
    assert signed_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_only_to_our_own_pages(client: Client, anna: Member, elsewhere: str) -> None:
    entry = {"login": "anna@example.org", "password": PASSWORD, "next": elsewhere}
    assert client.post(IN, entry)["Location"] == reverse("home")


def test_an_unknown_address_gets_the_same_answer(client: Client, anna: Member) -> None:
    known, unknown = Client(), Client()
    answers = [
        (one.post(ASK, {"email": address}), one.get(CODE).content.decode())
        for one, address in ((known, "anna@example.org"), (unknown, "nobody@example.org"))
    ]
    assert answers[0][0]["Location"] == answers[1][0]["Location"]
    without = [page.replace("anna@", "nobody@").split('value="')[0] for _, page in answers]
    assert without[0] == without[1]
    assert "no account with this address" in mail.outbox[-1].body
    mail.outbox.clear()
    for address in ("anna@example.org", "nobody@example.org"):
        assert Client().post(FORGOT, {"email": address})["Location"] == RESET_CODE
    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["nobody@example.org"]]


def test_signing_out_takes_a_post(client: Client, anna: Member) -> None:
    client.force_login(anna)
    assert "Sign out?" in client.get("/sign-out").content.decode()
    assert signed_in(client)
    assert client.post("/sign-out")["Location"] == reverse("home")
    assert not signed_in(client)
    assert not Session.objects.filter(member=anna).exists()


def test_a_blocked_member(client: Client, anna: Member) -> None:
    Member.objects.update(is_active=False)
    answer = client.post(IN, {"login": "anna@example.org", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/closed"
    assert "This account is closed" in client.get("/sign-in/closed").content.decode()
    client.post(ASK, {"email": "anna@example.org"})
    assert "no account" in mail.outbox[-1].body
    assert not signed_in(client)


def test_too_many_wrong_passwords(client: Client, anna: Member) -> None:
    for _ in range(6):
        page = client.post(IN, {"login": "anna@example.org", "password": "wrong"})
    assert "too many times" in page.content.decode()
    client.post(IN, {"login": "anna@example.org", "password": PASSWORD})
    assert not signed_in(client)


def test_a_forgotten_password(client: Client, anna: Member, last_code: Callable[[], str]) -> None:
    elsewhere = Client()
    elsewhere.force_login(anna)
    client.post(FORGOT, {"email": "anna@example.org"})
    assert client.get(RESET)["Location"] == RESET_CODE
    assert client.post(RESET_CODE, {"code": last_code()})["Location"] == RESET
    page = client.post(RESET, {"password1": "short", "password2": "short"}).content.decode()
    assert "too short" in page
    new = {"password1": "eleven red kites", "password2": "eleven red kites"}
    assert client.post(RESET, new)["Location"] == reverse("home")
    assert signed_in(client)
    assert "Your password was changed" in mail.outbox[-1].subject
    assert elsewhere.get("/me/profile").status_code == 303
    assert client.get("/me/profile").status_code == 200


def test_a_first_password_and_another(
    client: Client, anna: Member, last_code: Callable[[], str]
) -> None:
    anna.set_unusable_password()
    anna.save()
    client.post(ASK, {"email": "anna@example.org"})
    client.post(CODE, {"code": last_code()})
    assert client.get("/me/password")["Location"] == "/me/password/first"
    first = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/me/password/first", first).status_code == 302
    assert "A password was set" in mail.outbox[-1].body
    change = {"password1": "eleven red kites", "password2": "eleven red kites"}
    page = client.post("/me/password", change | {"oldpassword": "wrong"}).content.decode()
    assert "not your password" in page
    assert client.post("/me/password", change | {"oldpassword": PASSWORD}).status_code == 302
    assert client.get("/me/profile").status_code == 200


def test_another_address(client: Client, anna: Member, last_code: Callable[[], str]) -> None:
    client.post(IN, {"login": "anna@example.org", "password": PASSWORD})
    answer = client.post("/me/address", {"action_add": "1", "email": "new@example.org"})
    assert answer["Location"] == "/address/code"
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "new@example.org" in client.get("/address/code").content.decode()
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    client.post("/address/code", {"code": last_code()})
    anna.refresh_from_db()
    assert anna.email == "new@example.org"
    assert mail.outbox[-1].to == ["anna@example.org"]
    assert "from anna@example.org to new@example.org" in mail.outbox[-1].body


def test_anothers_address(client: Client, anna: Member, admin: Member) -> None:
    client.force_login(anna)
    client.post("/me/address", {"action_add": "1", "email": "grace@example.org"})
    assert not any("/me" in message.body for message in mail.outbox)
    client.post("/address/code", {"code": "0000-0000"})
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


def test_the_only_address_stays(client: Client, anna: Member) -> None:
    client.force_login(anna)
    client.post("/me/address", {"action_remove": "1", "email": "anna@example.org"})
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


PEOPLE_WITHOUT_ADDRESS = ["", "AHAModerator", "None", "null", "AHAModerator@", "@"]


@pytest.mark.parametrize("login", PEOPLE_WITHOUT_ADDRESS)
def test_imported_people_cannot_be_signed_in_to(
    client: Client, imported: Member, login: str
) -> None:
    for password in ("", "!", imported.password, "AHAModerator"):
        client.post(IN, {"login": login, "username": "AHAModerator", "password": password})
    client.post(ASK, {"email": login})
    client.post(CODE, {"code": ""})
    client.post(FORGOT, {"email": login})
    client.post(RESET_CODE, {"code": ""})
    client.post(RESET, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/sign-up", {"email": "x@example.org", "username": "AHAModerator"})
    imported.refresh_from_db()
    assert not signed_in(client)
    assert imported.email is None
    assert not imported.has_usable_password()
    assert not Member.objects.filter(email="x@example.org").exists()
    assert not mail.outbox
