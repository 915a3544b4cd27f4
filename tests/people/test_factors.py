"""A second step: set up, asked for, lost, and needed by staff before they act as staff."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from alongside.people import jobs
from alongside.people.factors.adapter import FactorAdapter
from alongside.people.models import Member, Role, Session
from tests.people.conftest import PASSWORD

IN, STEP = "/sign-in", "/sign-in/step"
APP, CODES = "/me/security/app", "/me/security/codes"
GROUPS = re.compile(r'class="secret">([A-Z2-7 ]+)<')
CODE = re.compile(r"<li>(\d{4} \d{4})</li>")


def come_in(client: Client, member: Member) -> str:
    """By the password; where that leads."""
    answer = client.post(IN, {"login": member.email, "password": PASSWORD})
    return str(answer["Location"])


def code_of(secret: str) -> str:
    """What an app shows now."""
    counter = int(timezone.now().timestamp()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def set_up_app(client: Client) -> str:
    page = client.get(APP).content.decode()
    found = GROUPS.search(page)
    assert found, page
    secret = found[1].replace(" ", "")
    assert client.post(APP, {"code": code_of(secret)})["Location"] == CODES
    return secret


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def secret(client: Client, anna: Member) -> str:
    come_in(client, anna)
    return set_up_app(client)


def test_setting_up_is_told(
    client: Client,
    anna: Member,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    come_in(client, anna)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    assert mail.outbox[-1].subject == "An app for codes was set up"
    assert "127.0.0.1" not in mail.outbox[-1].body


def test_it_is_asked_for(anna: Member, secret: str) -> None:
    other = Client()
    assert come_in(other, anna) == STEP
    assert not signed_in(other)
    assert other.get("/me/security").status_code == 303
    page = other.get(STEP).content.decode()
    assert "One more step" in page
    assert "did not fit" in other.post(STEP, {"code": "000000"}).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert other.post(STEP, {"code": code_of(secret)}).status_code == 302
        assert signed_in(other)


def test_a_code_works_once_in_all_browsers(client: Client, anna: Member, secret: str) -> None:
    """For as long as it fits, also in the half minutes before and after its own."""
    start = timezone.now().replace(second=1) + timedelta(minutes=5)
    with time_machine.travel(start, tick=False) as clock:
        code, first, second = code_of(secret), Client(), Client()
        come_in(first, anna)
        come_in(second, anna)
        first.post(STEP, {"code": code})
        assert signed_in(first)
        clock.shift(35)
        second.post(STEP, {"code": code})
        assert not signed_in(second)


def test_the_secret_is_not_in_the_database(anna: Member, secret: str, settings: Settings) -> None:
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert FactorAdapter().decrypt(kept) == secret
    settings.SECRET_KEY = "another" * 9
    assert FactorAdapter().decrypt(kept) == ""


def test_recovery_codes_are_shown_once_and_work_once(
    client: Client, anna: Member, secret: str
) -> None:
    codes = CODE.findall(client.get(CODES).content.decode())
    assert len(codes) == 10
    file = client.get(f"{CODES}/file")
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert all(code in file.content.decode() for code in codes)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert CODE.findall(client.get(CODES).content.decode()) == []
        assert client.get(f"{CODES}/file").status_code == 404
    other = Client()
    come_in(other, anna)
    other.post(STEP, {"code": codes[0]})
    assert signed_in(other)
    assert CODE.findall(other.get(CODES).content.decode()) == []
    third = Client()
    come_in(third, anna)
    third.post(STEP, {"code": codes[0]})
    assert not signed_in(third)
    client.post(f"{CODES}/new")
    anew = CODE.findall(client.get(CODES).content.decode())
    assert len(anew) == 10
    assert codes[1] not in anew


def test_a_forgotten_password_does_not_go_around_it(
    client: Client, anna: Member, secret: str
) -> None:
    other = Client()
    other.post("/password/reset", {"email": anna.email})
    code = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
    assert code
    other.post("/password/reset/code", {"code": code[0]})
    new = {"password1": "eleven red kites", "password2": "eleven red kites"}
    assert other.post("/password/reset/new", new)["Location"] == STEP
    assert not signed_in(other)


def test_who_has_one_shows_it_before_it_is_changed(
    client: Client, anna: Member, secret: str
) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        remove = client.post(f"{APP}/remove")
        assert remove["Location"].startswith("/me/confirm/step?")
        assert Authenticator.objects.filter(type="totp").exists()
        assert client.get("/me/confirm").status_code == 302
        answer = client.post(remove["Location"], {"code": code_of(secret)})
        assert answer["Location"] == "/me/security"
    assert not Authenticator.objects.exists()


def test_removing_the_last_one_ends_other_sessions(
    client: Client, anna: Member, secret: str
) -> None:
    elsewhere = Client()
    elsewhere.force_login(anna)
    client.post(f"{APP}/remove")
    assert mail.outbox[-1].subject == "The app for codes was removed"
    assert elsewhere.get("/me/security").status_code == 303
    assert client.get("/me/security").status_code == 200


@pytest.fixture
def step_needed(settings: Settings) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, staff_second_factor="on")


@pytest.mark.usefixtures("step_needed")
def test_staff_without_a_second_step_act_as_members(client: Client, admin: Member) -> None:
    come_in(client, admin)
    page = client.get("/me/security").content.decode()
    assert "You are an administrator. To act as one you need a second step" in page
    assert client.get("/manage/people").status_code == 404
    assert client.post(f"/manage/people/{admin.pk}/role", {"role": "member"}).status_code == 404
    secret = set_up_app(client)
    assert client.get("/manage/people").status_code == 200
    assert "you need a second step" not in client.get("/me/security").content.decode()

    other = Client()
    come_in(other, admin)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        other.post(STEP, {"code": code_of(secret)})
        assert other.get("/manage/people").status_code == 200
    client.post(f"{APP}/remove")
    assert client.get("/manage/people").status_code == 404


@pytest.mark.usefixtures("step_needed")
def test_a_new_staff_role_is_told(anna: Member) -> None:
    Member.objects.filter(pk=anna.pk).update(role=Role.MODERATOR)
    jobs.tell_of_staff_role(anna.pk, Role.MODERATOR.value)
    assert mail.outbox[-1].to == ["anna@example.org"]
    assert mail.outbox[-1].subject == "You are Moderator now"
    assert "this role needs a second step" in mail.outbox[-1].body
    mail.outbox.clear()
    jobs.tell_of_staff_role(anna.pk, Role.ADMINISTRATOR.value)
    Member.objects.filter(pk=anna.pk).update(role=Role.AMBASSADOR)
    jobs.tell_of_staff_role(anna.pk, Role.AMBASSADOR.value)
    assert mail.outbox == []


def test_without_the_setting_staff_are_staff(client: Client, admin: Member) -> None:
    come_in(client, admin)
    assert client.get("/manage/people").status_code == 200


def test_a_member_without_a_password_confirms_by_a_code(client: Client, anna: Member) -> None:
    anna.set_unusable_password()
    anna.save()
    client.force_login(anna)
    where = client.get(APP)["Location"]
    assert where == "/me/confirm/code?next=%2Fme%2Fsecurity%2Fapp"
    assert mail.outbox == []
    client.post(where, {"action": "send"})
    assert "somebody else is signed in as you" in mail.outbox[-1].body
    code = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
    assert code
    assert "not the code we sent" in client.post(where, {"code": "0000-0000"}).content.decode()
    for _ in range(4):
        client.post(where, {"code": "0000-0000"})
    assert client.post(where, {"code": code[0]}).status_code == 200
    assert client.get(APP).status_code == 302
    client.post("/me/confirm/code?next=/me/security/app", {"action": "send"})
    code = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
    assert code
    assert client.post(where, {"code": code[0]})["Location"] == APP
    assert client.get(APP).status_code == 200


def test_nobody_elses_session_row_has_a_key_in_the_page(client: Client, anna: Member) -> None:
    come_in(client, anna)
    page = client.get("/me/security").content.decode()
    assert not any(one.session_key in page for one in Session.objects.all())


@pytest.mark.parametrize("odd", ["1" * 5000, "[" * 30_000, "1", "[]", "{}", '"x"', "x" * 40_000])
def test_no_odd_answer_of_a_passkey_breaks_the_page(db: None, client: Client, odd: str) -> None:
    client.post("/sign-in/passkey")
    assert client.post("/sign-in/passkey", {"credential": odd}).status_code < 500
