"""Mail that comes back or is called spam: it stops, its reader is told, and can go on."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from alongside.config.mail_server import mail_settings
from alongside.notifications.actions.bouncing import record_bounce
from alongside.notifications.inbound.posting import BOUNCE
from alongside.notifications.inbound.storing import keep_mail
from alongside.notifications.inbound.working import work_on_inbound_mail
from alongside.notifications.letters.writing import message_id
from alongside.notifications.models import (
    Delivery,
    DeliveryState,
    Kind,
    Notice,
    StoppedAddress,
    StopReason,
)
from alongside.notifications.reports import reports_in
from tests.cast import Cast
from tests.notifications.owing import owe

PARENT = "pat.rivers.hides@example.org"
CAME_BACK = """\
From: MAILER-DAEMON@mail.example.org
To: us@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="xx"

--xx
Content-Type: text/plain

I'm sorry to have to inform you.
--xx
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{address}> User unknown

--xx
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: New in a conversation you follow
--xx--
"""
SPAM = """\
From: <feedback@mailbox.example>
Subject: FW: a complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="xx"

--xx
Content-Type: text/plain

This is an abuse report.
--xx
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Somebody/1.0
Version: 1
Original-Rcpt-To: <{address}>

--xx
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: x

x
--xx--
"""


@pytest.fixture
def sent(ledger: Cast) -> Delivery:
    row = owe(ledger, "parent", ledger.posts["reply"])
    Delivery.objects.update(state=DeliveryState.SENT)
    return row


def report(row: Delivery, text: str = CAME_BACK, **given: str) -> bytes:
    values = {"address": PARENT, "action": "failed", "status": "5.1.1", **given}
    return text.format(message_id=message_id(row), **values).encode()


def test_mail_that_came_back_stops_and_is_told(sent: Delivery, ledger: Cast) -> None:
    assert record_bounce(report(sent))
    sent.refresh_from_db()
    assert (sent.state, sent.error) == (
        DeliveryState.GAVE_UP, "5.1.1 smtp; 550 5.1.1 <p…@example.org> User unknown",
    )  # fmt: skip
    assert StoppedAddress.objects.get().reason == StopReason.BOUNCED
    assert Notice.objects.filter(kind=Kind.MAIL_STOPPED).get().member == ledger.people["parent"]
    record_bounce(report(sent))
    assert Notice.objects.filter(kind=Kind.MAIL_STOPPED).count() == 1


def test_it_may_come_in_with_the_replies(sent: Delivery) -> None:
    kept = keep_mail(report(sent), sender="<>")
    work_on_inbound_mail()
    kept.refresh_from_db()
    assert kept.reason == BOUNCE
    assert StoppedAddress.objects.exists()


def test_a_complaint_stops_it_too(sent: Delivery) -> None:
    assert record_bounce(report(sent, SPAM))
    assert StoppedAddress.objects.get().reason == StopReason.COMPLAINED


@pytest.mark.parametrize(
    "given", [{"action": "delayed"}, {"status": "5.2.2"}, {"status": "5.7.1"}, {"status": "4.4.1"}]
)
def test_what_does_not_speak_of_the_address_stops_nothing(
    sent: Delivery, given: dict[str, str]
) -> None:
    record_bounce(report(sent, **given))
    assert not StoppedAddress.objects.exists()


def test_nobody_stops_another_persons_mail_by_a_forged_note(sent: Delivery) -> None:
    forged = report(sent).replace(message_id(sent).encode(), b"<%s.0@x>" % sent.message_id.encode())
    assert not record_bounce(forged)
    assert record_bounce(report(sent, address="nell@example.org"))
    assert not StoppedAddress.objects.exists()


def test_other_mail_is_no_report(sent: Delivery) -> None:
    assert not record_bounce(b"Subject: Hello\n\nA reply\n")


@given(st.binary(max_size=400), st.binary(max_size=200))
def test_no_bytes_break_it(head: bytes, body: bytes) -> None:
    row = Delivery(message_id="a")
    broken = report(row).replace(b"Action: failed", body).replace(b"MIME-Version: 1.0", head)
    for raw in (head + body, broken, report(row)[: len(head)]):
        reports_in(raw)


def hook(client: Client, event: dict[str, Any], password: str) -> int:
    key = base64.b64encode(f"events:{password}".encode()).decode()
    return client.post(
        "/mail-events",
        json.dumps(event),
        "application/json",
        headers={"Authorization": f"Basic {key}"},
    ).status_code


@pytest.fixture
def service(settings: Settings) -> str:
    """Postmark sends our mail. The password that it shows when it tells of something."""
    made: dict[str, Any] = mail_settings("anymail+postmark://token@", settings.SECRET_KEY)
    settings.MAIL_EVENTS_VIEW, settings.ANYMAIL = made["MAIL_EVENTS_VIEW"], made["ANYMAIL"]
    return str(made["ANYMAIL"]["WEBHOOK_SECRET"]).partition(":")[2]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"RecordType": "Bounce", "Type": "HardBounce", "Email": PARENT}, "bounced"),
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Email": PARENT}, "complained"),
    ],
)
def test_a_service_tells_of_it(
    ledger: Cast, service: str, event: dict[str, Any], reason: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    assert hook(client, event, "wrong") == 400
    assert not StoppedAddress.objects.exists()
    assert hook(client, event, service) == 200
    assert StoppedAddress.objects.get().reason == reason


def test_a_full_mailbox_told_by_a_service_stops_nothing(ledger: Cast, service: str) -> None:
    event = {
        "RecordType": "Bounce", "Type": "SoftBounce", "Email": PARENT,
        "Details": "smtp;452 4.2.2 over quota",
    }  # fmt: skip
    assert hook(Client(), event, service) == 200
    assert not StoppedAddress.objects.exists()


def test_without_a_service_there_is_no_such_page(db: None) -> None:
    assert hook(Client(), {}, "x") == 404


def test_its_owner_sees_it_on_their_pages_and_can_go_on(sent: Delivery, ledger: Cast) -> None:
    record_bounce(report(sent))
    client = ledger.client("parent")
    own = f"/m/{ledger.people['parent'].pk}"
    assert "Mail to you does not arrive" in client.get(own).content.decode()
    assert "does not arrive" not in ledger.client("ambassador").get(own).content.decode()
    page = client.get("/me/mail").content.decode()
    assert "came back to us" in page
    assert PARENT in page
    client.post("/me/mail/again")
    assert not StoppedAddress.objects.exists()
    assert "It arrives, as far as we know" in client.get("/me/mail").content.decode()
