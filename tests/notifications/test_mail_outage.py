"""The mail server is away for an hour: all that waited goes within ten minutes after it is back.

Time is simulated; the server is real, and so is each mail.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from alongside.notifications.models import Delivery, DeliveryState, MailList
from alongside.notifications.sending.pausing import Pause
from alongside.notifications.sending.sender import Sender
from alongside.work.loops import IDLE_SECONDS
from alongside.work.models.leases import OPEN_STATES
from tests.cast import Cast
from tests.config.conftest import free_port
from tests.notifications.postbox import Postbox, listening

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MAILS = 25
AWAY = timedelta(hours=1)
BACK = timedelta(minutes=10)


def owe(number: int) -> None:
    Delivery.objects.create(
        mail_list=MailList.ACCOUNT, email=f"person{number}@example.org",
        raw=b"Subject: Hello\n\nHello\n", message_id=f"mail-{number}",
    )  # fmt: skip


def work(sender: Sender, clock: time_machine.Coordinates, until: datetime) -> None:
    """What the loop does, with its rests, until that moment. Rests before the next mail is due,
    in which the loop would ask for due mail and find none, are passed over in one."""
    while datetime.now(UTC) < until:
        done = sender.round()
        wait = max(sender.pause.until - time.time(), 0.0 if done else _idle(until))
        clock.shift(min(wait, (until - datetime.now(UTC)).total_seconds()) + 0.001)


def _idle(until: datetime) -> float:
    waiting = Delivery.objects.filter(state__in=OPEN_STATES).order_by("next_at")
    due = waiting.values_list("next_at", flat=True).first() or until
    return max((due - datetime.now(UTC)).total_seconds(), IDLE_SECONDS)


@pytest.mark.parametrize("answers", [False, True], ids=["refused", "answers 451 to all"])
def test_after_an_hour_away_all_is_sent_in_ten_minutes(
    ledger: Cast, settings: Settings, answers: bool
) -> None:
    with time_machine.travel(NOON, tick=False) as clock, listening(settings) as box:
        sender, port = Sender(pause=Pause(clock=time.time)), settings.EMAIL_PORT
        for number in range(MAILS):
            owe(number)
        _go(settings, box, answers=answers)
        for minute in range(60):
            if minute % 10 == 0:
                owe(MAILS + minute)
            work(sender, clock, NOON + timedelta(minutes=minute + 1))
        assert box.mails == []
        settings.EMAIL_PORT, box.refuse_from = port, ""
        box.refuse_to.clear()
        work(sender, clock, NOON + AWAY + BACK)
    assert len(box.mails) == len({mail["To"] for mail in box.mails}) == MAILS + 6
    assert not Delivery.objects.exclude(state=DeliveryState.SENT).exists()


def _go(settings: Settings, box: Postbox, *, answers: bool) -> None:
    if not answers:
        settings.EMAIL_PORT = free_port()
        return

    class Later(dict[str, str]):
        def get(self, address: str, default: str | None = None) -> str | None:  # type: ignore[override]
            return "451 4.3.0 later" if self.on else default

        on = True

        def clear(self) -> None:
            self.on = False

    box.refuse_to = Later()
