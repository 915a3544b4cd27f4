"""One query says who is looking, and it says what Django's own session and get_user say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.people.middleware import ViewerMiddleware
from alongside.people.models import Member, Role, Session
from alongside.people.sessions import SessionStore
from alongside.people.viewer import PersonRequest, Viewer


class DjangosOwn(db.SessionStore):
    """The store that ours replaces, on our table."""

    key_salt = "django.contrib.sessions.SessionStore"  # type: ignore[assignment]

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session


def ask(key: str | None, **cookies: str) -> PersonRequest:
    """A request with this session, as views get it."""
    request = RequestFactory().get("/")
    if key is not None:
        request.COOKIES["sessionid"] = key
    request.COOKIES.update(cookies)
    request.session = SessionStore(key)
    ViewerMiddleware(lambda _: HttpResponse())(request)
    return request


def djangos_answer(key: str | None) -> object:
    request = HttpRequest()
    request.session = DjangosOwn(key)
    return auth.get_user(request)


def agree(key: str | None) -> Viewer:
    """What we answer, having made sure that Django answers the same."""
    theirs = djangos_answer(key)
    request = ask(key)
    assert request.viewer.id == getattr(theirs, "pk", None)
    assert request.user.pk == request.viewer.id
    return request.viewer


@pytest.fixture
def key(anna: Member, client: Client) -> str:
    client.force_login(anna)
    return str(client.session.session_key)


def test_signed_in(anna: Member, key: str) -> None:
    viewer = agree(key)
    assert (viewer.id, viewer.name, viewer.role) == (anna.pk, "Anna", "member")
    assert Session.objects.get().member == anna


def test_where_the_session_cannot_be_read_the_page_says_what_happened(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(SessionStore, "_find", staticmethod(fail))
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "text/html" in answer["Content-Type"]


def test_one_query_and_none_without_a_cookie(
    key: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert ask(key).viewer.signed_in
    with django_assert_num_queries(0):
        assert not ask(None).viewer.signed_in


@pytest.mark.parametrize(
    "odd", ["", "short", "x" * 32, "A" * 32, "x" * 4000, "\x00" * 32, "é" * 32, "' OR 1=1 --"]
)
@pytest.mark.django_db
def test_a_made_up_key(odd: str) -> None:
    assert not ask(odd).viewer.signed_in


def test_expired(key: str) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not agree(key).signed_in


def test_tampered(key: str) -> None:
    session = Session.objects.get()
    session.session_data = session.session_data[:-3] + "abc"
    session.save()
    assert not agree(key).signed_in


def test_data_that_names_another_member_than_the_row(key: str, admin: Member) -> None:
    """The signed data decides, as it does for Django; the column only helps to find it."""
    Session.objects.update(member=admin)
    assert agree(key).name == "Anna"


def test_a_changed_password_ends_every_session(anna: Member, key: str) -> None:
    anna.set_password("another green bicycle")
    anna.save()
    request = ask(key)
    assert not request.viewer.signed_in
    assert isinstance(request.user, AnonymousUser)
    assert not Session.objects.exists()


def test_a_new_secret_key_keeps_sessions_while_the_old_one_is_known(
    key: str, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new" * 20
    assert ask(key).viewer.name == "Anna"


def test_a_blocked_member(anna: Member, key: str) -> None:
    Member.objects.update(is_active=False)
    assert not agree(key).signed_in


def test_a_way_of_signing_in_that_is_gone(key: str, settings: Settings) -> None:
    settings.AUTHENTICATION_BACKENDS = []
    assert not agree(key).signed_in


def test_a_member_who_is_gone(anna: Member, key: str) -> None:
    anna.delete()
    assert not agree(key).signed_in


def test_a_new_role_counts_at_once(anna: Member, key: str) -> None:
    Member.objects.update(role=Role.MODERATOR)
    assert agree(key).is_staff


def test_cycling_the_key_keeps_the_member(anna: Member, key: str) -> None:
    store = SessionStore(key)
    store.cycle_key()
    assert not agree(key).signed_in
    assert agree(store.session_key).name == "Anna"


def test_flushing_ends_it(key: str) -> None:
    store = SessionStore(key)
    assert store.verified_holder()
    store.flush()
    assert store.verified_holder() is None
    assert not agree(key).signed_in


def test_djangos_own_login_and_logout(anna: Member) -> None:
    request = ask(None)
    auth.login(request, anna, "allauth.account.auth_backends.AuthenticationBackend")
    request.session.save()
    key = request.session.session_key
    assert agree(key).name == "Anna"
    auth.logout(request)
    assert not agree(key).signed_in


def test_a_session_of_nobody_is_kept(client: Client, db: None) -> None:
    store = SessionStore()
    store["half a sign-up"] = 1
    store.save()
    request = ask(store.session_key)
    assert request.session["half a sign-up"] == 1
    assert not request.viewer.signed_in
    assert Session.objects.get().member is None


def test_the_readers_zone_and_country(anna: Member, key: str) -> None:
    assert ask(None).viewer.zone.key == "America/New_York"
    assert ask(None, tz="Europe/London").viewer.zone.key == "Europe/London"
    assert ask(None, tz="Europe%2FLondon").viewer.zone.key == "Europe/London"
    for forged in ("../../etc/passwd", "Mars/Base", "", "America", "\x00", "x" * 4000):
        assert ask(None, tz=forged).viewer.zone.key == "America/New_York"
    assert ask(None, country="GB").viewer.country == "GB"
    assert ask(None, country="XX").viewer.country == "US"
    assert ask(key, tz="Europe/London").viewer.zone.key == "Europe/London"
    Member.objects.update(zone="Australia/Perth", country="AU")
    seen = ask(key, tz="Europe/London", country="GB").viewer
    assert (seen.zone.key, seen.country) == ("Australia/Perth", "AU")
    Member.objects.update(zone="Gone/Away")
    assert ask(key).viewer.zone.key == "America/New_York"
