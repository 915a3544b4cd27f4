"""What every test stands on: the cast, a clean cache, and the site's own static files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from alongside.discussions.reads.posts import KEPT
from tests.cast import Cast, build, find

__all__ = ["Cast"]
MEMORY = "django.core.cache.backends.locmem"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The cast is built once; each test sees it and leaves no trace on it."""
    with django_db_blocker.unblock():
        build()


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Pages name their style sheet and scripts by their content, so these must have been read."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _tries_in_memory() -> Iterator[None]:
    """The site counts tries in a table; tests that are not about that need no database for it."""
    with override_settings(CACHES={"default": {"BACKEND": f"{MEMORY}.LocMemCache"}}):
        yield


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits are counted in the cache, and posts are kept there while their topic has not
    changed; one test's are not another's, whose topics have the same numbers.
    """
    cache.clear()
    KEPT.clear()
    yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The people, places and conversations that tests speak of. See `tests/cast.py`."""
    return find() or build()
