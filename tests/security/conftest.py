"""The world of these tests is built once a file, inside a transaction that is never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, find
from tests.security import world as every_state
from tests.security.visits import Visitor
from tests.security.world import World


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield every_state.build(find())
        transaction.set_rollback(True)


@pytest.fixture
def world(_built: World, db: None) -> World:
    """The cast, and every state of a private space, conversation and post."""
    return _built


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


@pytest.fixture
def visitor(world: World) -> Callable[[str], Visitor]:
    return lambda name: Visitor(world.cast, name)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """A wrong password is tried many times here, and a slow hash proves nothing new."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
