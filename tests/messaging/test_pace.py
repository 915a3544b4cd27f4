"""So many messages in one hour, also where everybody said yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import time_machine
from pytest_django import Settings

from alongside.discussions.actions.drafts import new_token
from alongside.kernel.verdicts import Refused
from alongside.messaging import actions
from tests.cast import Cast
from tests.messaging.talk import ask, pair, say, viewer

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_after_so_many_the_next_one_waits_and_keeps_its_words(
    cast: Cast, settings: Settings
) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, messages_an_hour=3)
    with time_machine.travel(NOON, tick=False) as clock:
        _write_too_much(cast, clock)


def _write_too_much(cast: Cast, clock: time_machine.Coordinates) -> None:
    thread_id = pair(cast, "parent", "outsider")
    path = f"/messages/{thread_id}"
    clock.shift(timedelta(minutes=20))
    say(cast, "parent", thread_id, "Two")
    removed = say(cast, "parent", thread_id, "Three")
    actions.remove_message(viewer(cast, "parent"), removed.pk)
    client = cast.client("parent")
    page = client.get(path).content.decode()
    assert "You wrote 3 messages within an hour" in page
    assert "in 41 minutes" in page
    assert "textarea" not in page
    answer = client.post(path, {"body": "Four, and dear to me", "token": new_token()})
    assert answer.status_code == 409
    assert "Four, and dear to me" in answer.content.decode()
    # Wherever they write, and nobody else is held up.
    with pytest.raises(Refused, match="others need time"):
        ask(cast, "parent", "newcomer")
    say(cast, "outsider", thread_id, "I read.")
    clock.shift(timedelta(minutes=41))
    say(cast, "parent", thread_id, "Four, and dear to me")
