"""Nobody waits for news of what the cast did when it was built."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from alongside.notifications.models import Fanout
from alongside.work.models import Event
from tests.cast import Cast
from tests.notifications.hearing import NOON


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    Event.objects.all().delete()
    Fanout.objects.all().delete()
    return cast


@pytest.fixture
def clock(quiet: Cast) -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
