"""Where somebody is signed in, and what ends when they change how they sign in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from alongside.people.devices import UNKNOWN, device
from alongside.people.models import Member, Session
from tests.people.conftest import PASSWORD

PAGE, END, END_ALL = "/me/security", re.compile(r'"(/me/sessions/\w+/end)"'), "/me/sessions/end"
ANDROID = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"
MAC = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Safari/605.1.15"
)
CHROME = MAC.replace("Version/17.5", "Chrome/126.0")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (ANDROID, "Firefox on Android"),
        (MAC, "Safari on a Mac"),
        (CHROME, "Chrome on a Mac"),
        (CHROME + " Edg/126.0", "Edge on a Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
         "Safari on an iPhone"),
        ("curl/8", UNKNOWN),
        ("", UNKNOWN),
    ],
)  # fmt: skip
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device(agent) == words


def come_in(member: Member, agent: str = MAC) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/sign-in", {"login": member.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def still_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_one_session_is_ended_from_another(anna: Member, admin: Member) -> None:
    here, phone, others = come_in(anna), come_in(anna, ANDROID), come_in(admin)
    page = here.get(PAGE).content.decode()
    assert page.index("Safari on a Mac") < page.index("Firefox on Android")
    assert page.count("<b>This device</b>") == 1
    (end,) = END.findall(page)
    assert others.post(end).status_code == 404
    assert here.get(end).status_code == 405
    assert still_in(phone)
    assert here.post(end)["Location"] == PAGE
    assert not still_in(phone)
    assert still_in(here)
    assert here.post(end).status_code == 404


def test_all_others_are_ended(anna: Member, admin: Member) -> None:
    here, phone, tablet, others = come_in(anna), come_in(anna), come_in(anna), come_in(admin)
    here.post(END_ALL)
    assert [still_in(one) for one in (here, phone, tablet, others)] == [True, False, False, True]


def test_a_session_keeps_its_beginning_and_device(anna: Member) -> None:
    phone = come_in(anna, ANDROID)
    before = Session.objects.get(member=anna)
    session = phone.session
    session["something"] = "new"
    session.save()
    after = Session.objects.get(member=anna)
    assert (after.began_at, after.device) == (before.began_at, "Firefox on Android")


@pytest.fixture
def code(anna: Member, last_code: Callable[[], str]) -> Callable[[Client, str], str]:
    """Asks for a code in that browser, and reads it in the mail."""

    def ask(client: Client, path: str) -> str:
        client.post(path, {"email": "anna@example.org"})
        return last_code()

    return ask


def change_address(client: Client, last_code: Callable[[], str]) -> None:
    client.post("/me/address", {"action_add": "1", "email": "new@example.org"})
    client.post("/address/code", {"code": last_code()})


def change_password(client: Client, last_code: Callable[[], str]) -> None:
    new = {"password1": "eleven red kites", "password2": "eleven red kites"}
    client.post("/me/password", new | {"oldpassword": PASSWORD})


def reset_password(client: Client, last_code: Callable[[], str]) -> None:
    client.post("/sign-out")
    client.post("/password/reset", {"email": "anna@example.org"})
    client.post("/password/reset/code", {"code": last_code()})
    new = {"password1": "eleven red kites", "password2": "eleven red kites"}
    client.post("/password/reset/new", new)


@pytest.mark.parametrize("change", [change_address, change_password, reset_password])
def test_a_change_ends_other_sessions_and_codes_on_their_way(
    anna: Member,
    code: Callable[[Client, str], str],
    last_code: Callable[[], str],
    change: Callable[[Client, Callable[[], str]], None],
) -> None:
    """Two browsers besides the one that changes it: one signed in, one half way there."""
    here, elsewhere, thief, finder = come_in(anna), come_in(anna), Client(), Client()
    by_code = code(thief, "/sign-in/code")
    by_reset = code(finder, "/password/reset")
    change(here, last_code)
    assert still_in(here)
    assert not still_in(elsewhere)
    thief.post("/sign-in/code/check", {"code": by_code})
    assert "_auth_user_id" not in thief.session
    finder.post("/password/reset/code", {"code": by_reset})
    new = {"password1": "twelve red kites", "password2": "twelve red kites"}
    finder.post("/password/reset/new", new)
    assert "_auth_user_id" not in finder.session
    anna.refresh_from_db()
    assert not anna.check_password("twelve red kites")


def test_a_reset_half_done_ends_with_the_address(
    anna: Member, code: Callable[[Client, str], str], last_code: Callable[[], str]
) -> None:
    """The code was typed already, and only the new password is missing."""
    here, finder = come_in(anna), Client()
    by_reset = code(finder, "/password/reset")
    assert finder.post("/password/reset/code", {"code": by_reset})["Location"]
    change_address(here, last_code)
    new = {"password1": "twelve red kites", "password2": "twelve red kites"}
    finder.post("/password/reset/new", new)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_the_old_address_is_told_and_opens_nothing(
    anna: Member, last_code: Callable[[], str]
) -> None:
    change_address(come_in(anna), last_code)
    assert mail.outbox[-1].to == ["anna@example.org"]
    Client().post("/sign-in/code", {"email": "anna@example.org"})
    assert "no account" in mail.outbox[-1].body
