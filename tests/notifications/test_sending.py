"""The sender: mail goes out once, what fails comes back, and nothing is lost."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from alongside.discussions.models import ReadMark
from alongside.notifications.models import Delivery, DeliveryState, Kind, Notice, StoppedAddress
from alongside.notifications.sending.pausing import LONGEST_SECONDS, Pause
from alongside.notifications.sending.sender import A_ROUND, GIVE_UP_AFTER, Sender
from tests.cast import Cast
from tests.notifications.owing import owe
from tests.notifications.postbox import Postbox

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PARENT = "pat.rivers.hides@example.org"
BACKEND = "alongside.notifications.sending.owing.EmailBackend"


def send_code(to: str = "nell@example.org", **headers: str) -> None:
    words = "Hello,\n\nyour code is:\n\n1234-5678\n\nIt works for 15 minutes."
    connection = get_connection(BACKEND)
    EmailMessage(
        "Your code", words, "Us <us@example.org>", [to], headers=headers, connection=connection
    ).send()


def forget_reading() -> None:
    ReadMark.objects.all().delete()


@pytest.fixture
def owed(ledger: Cast) -> Delivery:
    forget_reading()
    return owe(ledger, "parent", ledger.posts["reply"])


def test_a_mail_goes_out_once_and_says_so(owed: Delivery, postbox: Postbox) -> None:
    sender = Sender()
    assert sender.round() == 1
    assert sender.round() == 0
    (mail,) = postbox.to(PARENT)
    owed.refresh_from_db()
    assert (owed.state, owed.attempts, owed.error) == (DeliveryState.SENT, 1, "")
    assert owed.sent_at is not None
    assert str(mail["Message-ID"]).startswith(f"<{owed.message_id}.")


def test_one_connection_carries_a_round_and_codes_go_first(
    owed: Delivery, ledger: Cast, postbox: Postbox
) -> None:
    send_code("nell@example.org")
    send_code("otis@example.org")
    assert Sender().round() == 3
    assert postbox.connections == 1
    assert [mail["To"] for mail in postbox.mails] == [
        "nell@example.org", "otis@example.org", PARENT,
    ]  # fmt: skip


def test_a_code_is_owed_until_it_is_sent_and_then_forgotten(ledger: Cast, postbox: Postbox) -> None:
    send_code()
    row = Delivery.objects.get()
    assert b"1234-5678" in bytes(row.raw)
    Sender().round()
    row.refresh_from_db()
    assert (row.state, bytes(row.raw), row.email) == (DeliveryState.SENT, b"", "n…@example.org")
    mail = postbox.mails[0]
    assert "1234-5678" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert 'class="code">1234-5678<' in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert mail["List-Unsubscribe"] is None


def test_a_code_that_ended_is_not_sent_late(ledger: Cast, postbox: Postbox) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        send_code(Expires="Mon, 02 Mar 2026 12:15:00 +0000")
        clock.shift(timedelta(minutes=16))
        Sender().round()
    row = Delivery.objects.get()
    assert (row.state, bytes(row.raw), postbox.mails) == (DeliveryState.SUPPRESSED, b"", [])
    assert "no longer valid" in row.reason


def test_a_clock_put_back_keeps_nobody_waiting_for_a_code(ledger: Cast, postbox: Postbox) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        send_code()
        clock.shift(-timedelta(hours=1))
        Sender().round()
    assert len(postbox.mails) == 1


def test_a_server_that_is_away_costs_no_attempt(owed: Delivery, settings: Settings) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    sender = Sender()
    sender.round()
    owed.refresh_from_db()
    assert (owed.state, owed.attempts) == (DeliveryState.FAILED, 0)
    assert "refused" in owed.error
    assert sender.pause.lasts()
    assert sender.round() == 0


def test_after_a_pause_all_that_waited_goes(owed: Delivery, postbox: Postbox) -> None:
    now = 0.0
    sender = Sender(pause=Pause(clock=lambda: now))
    postbox.refuse_from = "421 closing"
    sender.round()
    now, postbox.refuse_from = LONGEST_SECONDS, ""
    Delivery.objects.update(next_at=NOON)
    assert sender.round() == 1
    assert len(postbox.mails) == 1


def test_pauses_grow_to_two_minutes_and_no_further() -> None:
    now = 0.0
    pause, lengths = Pause(clock=lambda: now), []
    for _ in range(40):
        pause.longer()
        lengths.append(pause.until)
    assert lengths[0] <= 1.0
    assert all(60 <= length <= 120 for length in lengths[10:])
    assert len(set(lengths[10:])) > 20


def test_one_mail_put_off_does_not_hold_back_the_others(
    owed: Delivery, ledger: Cast, postbox: Postbox
) -> None:
    postbox.refuse_to[PARENT] = "451 4.7.1 try again later"
    owe(ledger, "moderator", ledger.posts["reply"], Kind.QUOTE)
    Sender().round()
    owed.refresh_from_db()
    assert (owed.state, owed.attempts) == (DeliveryState.FAILED, 1)
    assert owed.error == "451 4.7.1 try again later"
    assert [mail["To"] for mail in postbox.mails] == ["moderator@example.org"]


def test_an_address_that_is_gone_is_stopped_and_its_owner_told_on_the_site(
    owed: Delivery, ledger: Cast, postbox: Postbox
) -> None:
    postbox.refuse_to[PARENT] = f"550 5.1.1 <{PARENT}> no such user"
    Sender().round()
    owed.refresh_from_db()
    assert (owed.state, owed.error) == (
        DeliveryState.GAVE_UP,
        "550 5.1.1 <p…@example.org> no such user",
    )
    assert StoppedAddress.objects.get().email == PARENT
    told = Notice.objects.get(kind=Kind.MAIL_STOPPED)
    assert (told.member, told.address) == (ledger.people["parent"], "/me/mail")
    # And the next one is not even tried.
    owe(ledger, "parent", ledger.posts["edited"])
    postbox.refuse_to.clear()
    Sender().round()
    assert postbox.mails == []


@pytest.mark.parametrize(
    "answer",
    ["554 5.7.1 relay access denied", "550 blocked, see our policy", "550 5.2.2 mailbox full"],
)
def test_what_is_said_of_us_stops_nobody(owed: Delivery, postbox: Postbox, answer: str) -> None:
    postbox.refuse_to[PARENT] = answer
    Sender().round()
    owed.refresh_from_db()
    assert owed.state == DeliveryState.FAILED
    assert not StoppedAddress.objects.exists()


def test_a_mail_that_no_server_takes_is_given_up_with_its_reason(
    owed: Delivery, postbox: Postbox
) -> None:
    postbox.refuse_mail[PARENT] = "554 looks like spam"
    Sender().round()
    owed.refresh_from_db()
    assert (owed.state, owed.error) == (DeliveryState.GAVE_UP, "554 looks like spam")


def test_after_three_days_it_is_given_up(owed: Delivery, postbox: Postbox) -> None:
    postbox.refuse_to[PARENT] = "451 later"
    Delivery.objects.update(made_at=owed.made_at - GIVE_UP_AFTER - timedelta(minutes=1))
    Sender().round()
    owed.refresh_from_db()
    assert owed.state == DeliveryState.GAVE_UP


def test_a_mail_that_breaks_the_line_lets_others_go_first(
    owed: Delivery, ledger: Cast, postbox: Postbox
) -> None:
    owe(ledger, "moderator", ledger.posts["reply"], Kind.QUOTE)
    postbox.refuse_mail[PARENT] = "421 going down"
    sender = Sender(pause=Pause(clock=iter(range(0, 10**6, 1000)).__next__))
    sender.round()
    owed.refresh_from_db()
    assert (owed.state, owed.attempts) == (DeliveryState.FAILED, 1)
    sender.round()
    assert [mail["To"] for mail in postbox.mails] == ["moderator@example.org"]


def test_a_fault_of_ours_in_one_mail_is_not_the_end_of_mail(
    owed: Delivery, ledger: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    Delivery.objects.create(member=ledger.people["parent"], mail_list="nonsense", message_id="x")
    owe(ledger, "moderator", ledger.posts["reply"], Kind.QUOTE)
    monkeypatch.setattr("alongside.notifications.letters.telling._why", _breaks_for(owed.mail_list))
    Sender().round()
    owed.refresh_from_db()
    assert (owed.state, owed.error) == (DeliveryState.FAILED, "RuntimeError: a fault")
    assert [mail["To"] for mail in postbox.mails] == ["moderator@example.org"]


def _breaks_for(mail_list: str) -> object:
    def why(row: Delivery) -> str:
        if row.mail_list == mail_list:
            raise RuntimeError("a fault")
        return "all is well"

    return why


def test_told_to_stop_it_gives_back_what_it_took(owed: Delivery, postbox: Postbox) -> None:
    stop = threading.Event()
    stop.set()
    Sender(stop=stop).round()
    owed.refresh_from_db()
    assert (owed.state, owed.attempts, postbox.mails) == (DeliveryState.FAILED, 0, [])
    assert Sender().round() == 1


def test_one_that_another_took_meanwhile_is_left_to_them(
    owed: Delivery, ledger: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(NOON + timedelta(days=300), tick=False) as clock:
        slow = Sender()
        original = slow._deliver

        def late(row: Delivery, line: object) -> bool:
            clock.shift(timedelta(hours=1))
            monkeypatch.setattr(slow, "_deliver", original)
            assert Sender().round() == 1
            return original(row, line)  # type: ignore[arg-type]

        monkeypatch.setattr(slow, "_deliver", late)
        slow.round()
    assert len(postbox.mails) == 1
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_round_is_short(ledger: Cast, postbox: Postbox) -> None:
    for number in range(A_ROUND + 1):
        send_code(f"person{number}@example.org")
    assert Sender().round() == A_ROUND
    assert Sender().round() == 1
    names = [re.sub(r"\D", "", str(mail["To"])) for mail in postbox.mails]
    assert names == [str(number) for number in range(A_ROUND + 1)]
