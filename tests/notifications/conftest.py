"""A real mail server, and nobody waits for news of what the cast did when it was built."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django import Settings

from alongside.notifications.models import Delivery, Fanout, Notice
from alongside.work.models import Event
from tests.cast import Cast
from tests.notifications.hearing import NOON
from tests.notifications.postbox import Postbox, listening


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    Event.objects.all().delete()
    Fanout.objects.all().delete()
    return cast


@pytest.fixture
def clock(quiet: Cast) -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


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
