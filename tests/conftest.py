"""What every test stands on: the cast, a clean cache, and the site's own static files."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from alongside.discussions.reads.posts import KEPT
from tests import schema
from tests.cast import Cast, build, find
from tests.restoring import Rows, all_rows, put_back

__all__ = ["Cast"]
AT_FIRST = pytest.StashKey[Rows]()
MEMORY = "django.core.cache.backends.locmem"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tables are there before Django makes them: see `tests/schema.py`."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if server := os.environ.get("ALONGSIDE_DATABASE"):
        test["TEMPLATE"] = schema.template(server)
    else:
        test["NAME"] = settings.DATA_DIR / "test.sqlite3"
        schema.copy_to(test["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite: the file that was copied. It goes with the data folder of this process."""
    return "ALONGSIDE_DATABASE" not in os.environ


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> None:
    """The cast is built once; each test sees it and leaves no trace on it."""
    with django_db_blocker.unblock():
        build()
        request.config.stash[AT_FIRST] = all_rows()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    yield
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            put_back(item.config.stash[AT_FIRST])


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
    return find()
