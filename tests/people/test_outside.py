"""Signing in with an outside service: a name is chosen, and no account is joined without proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import msgspec
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core import mail
from django.test import Client
from pytest_django import Settings

from alongside.config.outside import outside_origin, outside_services
from alongside.config.reading import read
from alongside.kernel.headers import CONTENT_SECURITY_POLICY, with_outside
from alongside.people.models import Member
from tests.people.conftest import PASSWORD
from tests.people.openid_service import CLIENT, SECRET, Service, running

START, JOIN, CODE = "/sign-in/outside", "/sign-in/outside/join", "/sign-in/code/check"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def server() -> Iterator[Service]:
    with running() as service:
        yield service


@pytest.fixture
def service(server: Service, settings: Settings, db: None) -> Iterator[Service]:
    named = msgspec.structs.replace(
        settings.ALONGSIDE, oidc_name="Our charity", oidc_issuer=server.issuer,
        oidc_client_id=CLIENT, oidc_client_secret=SECRET,
    )  # fmt: skip
    settings.ALONGSIDE = named
    settings.SOCIALACCOUNT_PROVIDERS = outside_services(named)
    settings.ROOT_URLCONF = "tests.people.outside_addresses"
    registry.register(OpenIDConnectProvider)
    server.person = {"sub": "77", "email": "zoe@example.org", "email_verified": True,
                     "name": "Zoe Real-Name", "picture": "https://example.org/zoe.png"}  # fmt: skip
    yield server
    registry.provider_map.pop(OpenIDConnectProvider.id, None)


def go(client: Client, start: str = START) -> str:
    """Through the service and back, as a browser does; where that leads."""
    there = client.post(start)["Location"]
    try:
        build_opener(Stay).open(Request(there), timeout=5)
    except HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
    return str(client.get(f"{back.path}?{back.query}")["Location"])


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_names_it(client: Client, service: Service) -> None:
    page = client.get("/sign-in").content.decode()
    assert "Go on with Our charity" in page
    assert "Go on with Our charity" in client.get(START).content.decode()
    assert not signed_in(client)


@pytest.mark.django_db
def test_without_the_setting_there_is_nothing(client: Client) -> None:
    assert "sign-in/outside" not in client.get("/sign-in").content.decode()
    assert client.post(START).status_code == 404


def test_who_is_new_chooses_a_name(client: Client, service: Service) -> None:
    assert go(client) == JOIN
    page = client.get(JOIN).content.decode()
    assert "Zoe Real-Name" not in page
    assert 'value="zoe@example.org"' in page
    refused = client.post(JOIN, {"email": "zoe@example.org", "username": "Moderator"})
    assert "sounds like one of our staff" in refused.content.decode()
    client.post(JOIN, {"email": "zoe@example.org", "username": "Zed"})
    assert signed_in(client)
    member = Member.objects.get(name="Zed")
    assert (member.name_key, member.email) == ("zed", "zoe@example.org")
    account = SocialAccount.objects.get(user=member)
    assert (account.uid, account.extra_data) == ("77", {})
    assert not SocialToken.objects.exists()
    again = Client()
    assert go(again) == "/"
    assert signed_in(again)
    account.refresh_from_db()
    assert account.extra_data == {}


def test_an_account_that_is_here_is_joined_after_a_code(
    client: Client, service: Service, anna: Member
) -> None:
    service.person["email"] = "anna@example.org"
    assert go(client) == CODE
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    code = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
    assert code
    assert mail.outbox[-1].to == ["anna@example.org"]
    client.post(CODE, {"code": code[0]})
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.get().user == anna
    assert "with Our charity now" in mail.outbox[-1].body
    assert "are joined" in client.get("/").content.decode()
    again = Client()
    go(again)
    assert again.session["_auth_user_id"] == str(anna.pk)


def test_somebody_else_who_signs_in_there_is_not_joined(
    client: Client, service: Service, anna: Member, admin: Member
) -> None:
    service.person["email"] = "anna@example.org"
    go(client)
    client.post("/sign-in", {"login": "grace@example.org", "password": PASSWORD})
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("verified", [False, "false", None, "yes"])
def test_an_address_that_is_not_proven_there_opens_nothing(
    client: Client, service: Service, anna: Member, verified: object
) -> None:
    service.person |= {"email": "anna@example.org", "email_verified": verified}
    assert go(client) == JOIN
    client.post(JOIN, {"email": "anna@example.org", "username": "Not Anna"})
    assert not signed_in(client)
    assert not SocialAccount.objects.filter(user=anna).exists()
    assert "already have an account" in mail.outbox[-1].body


def test_a_name_asked_for_with_the_address_of_somebody_is_taken_all_the_same(
    client: Client, service: Service, anna: Member
) -> None:
    """Else whoever asks for it once more could tell that the address has an account."""
    service.person |= {"email": "anna@example.org", "email_verified": False}
    go(client)
    client.post(JOIN, {"email": "anna@example.org", "username": "Zed"})
    asked = Client().post("/sign-up", {"email": "zed@example.org", "username": "Zed"})
    assert "taken" in asked.content.decode()


def test_two_choose_a_name_at_the_same_moment(
    client: Client, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(client)
    Member.objects.create_member("Zed", "zed@example.org")
    monkeypatch.setattr("alongside.people.adapter.check_name", lambda name, **_: name)
    sent = {"email": "zoe@example.org", "username": "Zed"}
    page = client.post(JOIN, sent, follow=True)
    assert page.redirect_chain == [(JOIN, 302)]
    assert "at the same moment" in page.content.decode()
    client.post(JOIN, sent | {"username": "Zed too"})
    assert signed_in(client)


def test_who_has_a_second_step_is_asked_for_it(
    client: Client, service: Service, anna: Member
) -> None:
    SocialAccount.objects.create(user=anna, provider="outside", uid="77")
    anna.authenticator_set.create(type="totp", data={"secret": ""})  # type: ignore[attr-defined]
    assert go(client) == "/sign-in/step"
    assert not signed_in(client)


@pytest.mark.parametrize("nowhere", ["http://127.0.0.1:9", "{issuer}/nothing"])
def test_a_service_that_does_not_answer(
    client: Client, service: Service, settings: Settings, nowhere: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    named = msgspec.structs.replace(
        settings.ALONGSIDE, oidc_issuer=nowhere.format(issuer=service.issuer)
    )
    settings.SOCIALACCOUNT_PROVIDERS = outside_services(named)
    answer = client.post(START)
    assert answer.status_code == 401
    assert "Nothing was changed" in answer.content.decode()
    assert "Sign-in with the outside service" in caplog.text


def test_it_is_added_and_taken_away_by_its_owner(
    client: Client, service: Service, anna: Member
) -> None:
    client.post("/sign-in", {"login": "anna@example.org", "password": PASSWORD})
    assert go(client, f"{START}?process=connect") == "/me/security"
    page = client.get("/me/security").content.decode()
    (end,) = re.findall(r'"(/me/security/outside/\d+/end)"', page)
    assert client.get(end).status_code == 200
    assert SocialAccount.objects.exists()
    page = client.post(end, follow=True).content.decode()
    assert not SocialAccount.objects.exists()
    assert "You cannot sign in with Our charity any more" in page
    assert "with Our charity any more" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["anna@example.org"]


def test_what_somebody_else_signs_in_with_is_not_added(
    client: Client, service: Service, anna: Member, admin: Member
) -> None:
    SocialAccount.objects.create(user=admin, provider="outside", uid="77")
    client.post("/sign-in", {"login": "anna@example.org", "password": PASSWORD})
    page = client.get(go(client, f"{START}?process=connect")).content.decode()
    assert "Another account here signs in with that account of Our charity" in page
    assert SocialAccount.objects.get().user == admin


def test_one_setting_needs_the_others() -> None:
    some = {"ALONGSIDE_OIDC_NAME": "Ours", "ALONGSIDE_OIDC_ISSUER": "https://a.example.org"}
    told = "An outside sign-in service needs oidc_client_id, oidc_client_secret too"
    assert any(told in problem for problem in read(some).problems)
    plain = read({"ALONGSIDE_OIDC_ISSUER": "http://a.example.org"}).problems
    assert any("must start with https://" in problem for problem in plain)


def test_a_form_may_lead_there(settings: Settings, service: Service) -> None:
    settings.OUTSIDE_ORIGIN = outside_origin(settings.ALONGSIDE)
    assert f"form-action 'self' {service.issuer};" in with_outside(CONTENT_SECURITY_POLICY)
    settings.OUTSIDE_ORIGIN = ""
    assert with_outside(CONTENT_SECURITY_POLICY) == CONTENT_SECURITY_POLICY
