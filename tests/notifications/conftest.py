"""A real mail server, and a ledger with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from alongside.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.notifications.postbox import Postbox, listening


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    with listening(settings) as box:
        yield box


@pytest.fixture
def ledger(cast: Cast) -> Cast:
    """Everyone of the cast; nobody is owed anything."""
    Notice.objects.all().delete()
    Delivery.objects.all().delete()
    return cast
