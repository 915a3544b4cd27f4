"""Limits count the person, not what they say of themselves; web processes count together."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from alongside.config.settings import CACHES
from alongside.people.adapter import AccountAdapter
from alongside.people.models import Member, Tally
from alongside.people.tries import forget_old_tries, is_within

WRONG = {"login": "nobody@example.org", "password": "wrong"}


def counted_as(settings: Settings, proxies: int, forwarded: str | None) -> str:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    request = RequestFactory().post("/sign-in", REMOTE_ADDR="10.0.0.1", **more)
    return AccountAdapter().get_client_ip(request)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "who"),
    [
        (0, None, "10.0.0.1"),
        (0, "6.6.6.6", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "7.7.7.7", "7.7.7.7"),
        (1, "6.6.6.6, 7.7.7.7", "7.7.7.7"),
        (1, "6.6.6.6, 5.5.5.5, 7.7.7.7", "7.7.7.7"),
        (2, "7.7.7.7, 10.0.0.9", "7.7.7.7"),
        (2, "6.6.6.6, 7.7.7.7, 10.0.0.9", "7.7.7.7"),
        (2, "6.6.6.6", "10.0.0.1"),
        (2, None, "10.0.0.1"),
    ],
)
def test_whom_a_limit_counts(
    settings: Settings, proxies: int, forwarded: str | None, who: str
) -> None:
    """What the client itself wrote stands before what the proxies of ours added."""
    assert counted_as(settings, proxies, forwarded) == who


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_a_made_up_header_does_not_escape(
    client: Client, db: None, settings: Settings, proxies: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    real = ", ".join(["7.7.7.7", "10.0.0.9"][:proxies])
    for number in range(31):
        spoofed = ", ".join(filter(None, (f"6.6.6.{number}", real)))
        address = {"login": f"nobody{number}@example.org", "password": "wrong"}
        answer = client.post("/sign-in", address, headers={"x-forwarded-for": spoofed})
    assert answer.status_code == 429 or "too many times" in answer.content.decode()


@pytest.fixture
def shared(settings: Settings, db: None) -> None:
    settings.CACHES = CACHES


@pytest.mark.usefixtures("shared")
def test_two_processes_count_together(anna: Member) -> None:
    """Each with a cache of its own in memory, and one table."""
    for _ in range(5):
        Client().post("/sign-in", {"login": anna.email, "password": "wrong"})
        del caches["default"]
    answer = Client().post("/sign-in", {"login": anna.email, "password": "wrong"})
    assert "too many times" in answer.content.decode()
    kept = " ".join(map(str, Tally.objects.values_list()))
    assert "127.0.0.1" not in kept
    assert "anna" not in kept


@pytest.mark.usefixtures("shared")
def test_counts_are_forgotten_when_they_count_no_more(anna: Member) -> None:
    Client().post("/sign-in", {"login": anna.email, "password": "wrong"})
    assert forget_old_tries() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert forget_old_tries() > 0
    assert not Tally.objects.exists()


@pytest.mark.usefixtures("shared")
def test_a_count_lasts_as_long_as_it_was_told(db: None) -> None:
    """Not for the five minutes that Django's own counting in a table makes of it."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [is_within("mail", 2, 3600) for _ in range(3)] == [True, True, False]
        clock.shift(timedelta(minutes=59))
        assert not is_within("mail", 2, 3600)
        clock.shift(timedelta(minutes=2))
        assert is_within("mail", 2, 3600)


@pytest.mark.usefixtures("shared")
def test_pages_do_not_ask_for_the_counts(client: Client, django_assert_num_queries: object) -> None:
    assert isinstance(caches["default"], DatabaseCache)
    client.get("/")
    client.get("/sign-in")
    assert not Tally.objects.exists()
