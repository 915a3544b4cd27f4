"""`alongside createadmin` makes somebody who can sign in, and nobody else."""

from __future__ import annotations

import io

import pytest
from click import ClickException
from django.test import Client

from alongside.config.cli.createadmin import create, make_administrator
from alongside.people.models import Member, Role
from tests.cast import Cast

PASSWORD = "a long walk by the sea"


@pytest.mark.django_db
def test_an_administrator_can_sign_in_at_once(client: Client) -> None:
    make_administrator("Grace", "grace@example.org", PASSWORD)
    assert client.login(email="grace@example.org", password=PASSWORD)
    member = Member.objects.get(email="grace@example.org")
    assert member.role == Role.ADMINISTRATOR
    address = member.emailaddress_set.get()
    assert (address.verified, address.primary) == (True, True)


@pytest.mark.parametrize(
    ("name", "email", "password", "said"),
    [
        ("x", "grace@example.org", PASSWORD, "2 letters or more"),
        ("Pat Rivers", "grace@example.org", PASSWORD, "taken"),
        ("Grace", "grace", PASSWORD, "valid email address"),
        ("Grace", "ADMINISTRATOR@example.org", PASSWORD, "already"),
        ("Grace", "grace@example.org", "12345", "short"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str, email: str, password: str, said: str
) -> None:
    before = Member.objects.count()
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    with pytest.raises(ClickException, match=said):
        create(name, email, password_stdin=True)
    assert Member.objects.count() == before
