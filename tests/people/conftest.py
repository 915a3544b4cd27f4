"""Members of these tests alone: the cast of all tests stands beside them and is not touched."""

from __future__ import annotations

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from pytest_django import Settings

from alongside.people import actions
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer

PASSWORD = "seven green bicycles"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anna(db: None) -> Member:
    return actions.enrol("Anna", "anna@example.org", PASSWORD)


@pytest.fixture
def admin(db: None) -> Member:
    return actions.enrol("Grace", "grace@example.org", PASSWORD, Role.ADMINISTRATOR)


@pytest.fixture
def imported(db: None) -> Member:
    """From the old page: a name that promises a role, and no address."""
    return Member.objects.create_member(
        "AHAModerator", role=Role.MODERATOR, imported_from="thread.txt"
    )


@pytest.fixture
def viewer() -> Callable[[Member | None], Viewer]:
    def make(member: Member | None) -> Viewer:
        zone = ZoneInfo("America/New_York")
        if member is None:
            return Viewer(None, "", "", zone, "US")
        return Viewer(member.pk, member.name, member.role, zone, "US")

    return make


@pytest.fixture
def last_code() -> Callable[[], str]:
    def read() -> str:
        found = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
        assert found, mail.outbox[-1].body
        return found[0]

    return read
