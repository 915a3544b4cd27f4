"""How a mail gets here: through the pipe of a mail server, or from a mail service over HTTPS. What
was taken is kept; what was not is to be tried again by whoever handed it in."""

from __future__ import annotations

import base64
import json

import msgspec
import pytest
from click.testing import CliRunner, Result
from django.test import Client
from pytest_django import Settings

from alongside.config.cli import mail_keep, mail_receive
from alongside.config.cli.commands import main
from alongside.config.mail_server import events_password, mail_settings
from alongside.notifications.inbound.working import work_on_inbound_mail
from alongside.notifications.models import InboundMail
from tests.cast import Cast
from tests.notifications.mails import answer
from tests.notifications.test_reply_by_mail import WORDS, newest

pytestmark = pytest.mark.django_db
ADDRESS = "reply@community.example.org"


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, reply_address=ADDRESS)


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command as it is, but with the tables of the test."""
    monkeypatch.setattr(
        mail_receive, "late_with_django", lambda _, prepare, **given: mail_keep.keep(**given)
    )


def piped(raw: bytes, *options: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["mail", "receive", *options], input=raw, env=environment)


def test_a_mail_through_the_pipe_is_kept_and_posted(cast: Cast, pipe: None) -> None:
    message = answer(cast, WORDS)
    done = piped(message.as_bytes(), "--sender", "pat@example.org", "--recipient", message["To"])
    assert (done.exit_code, done.output) == (0, "")
    assert InboundMail.objects.get().recipient == message["To"]
    work_on_inbound_mail()
    assert newest(cast).source == WORDS


def test_postfix_tells_the_envelope_in_its_environment(cast: Cast, pipe: None) -> None:
    piped(b"From: a@b.org\n\nx", SENDER="pat@example.org", ORIGINAL_RECIPIENT="reply+x@b.org")
    kept = InboundMail.objects.get()
    assert (kept.sender, kept.recipient) == ("pat@example.org", "reply+x@b.org")


def test_what_is_never_to_be_taken_ends_with_its_code(
    cast: Cast, pipe: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert piped(b" \n").exit_code == 65
    monkeypatch.setattr(mail_keep, "LARGEST", 10)
    assert piped(b"x" * 11).exit_code == 65
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, reply_address="")
    done = piped(b"x")
    assert (done.exit_code, done.output) == (69, "This community takes no replies by mail.\n")
    assert not InboundMail.objects.exists()


def test_whatever_goes_wrong_means_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(mail_receive, "late_with_django", fails)
    done = piped(b"x")
    assert (done.exit_code, "the disk is full" in done.output) == (75, True)

    def settings_are_wrong(*_: object, **__: object) -> int:
        raise SystemExit("Settings need a change:")

    monkeypatch.setattr(mail_receive, "late_with_django", settings_are_wrong)
    assert piped(b"x").exit_code == 75


@pytest.fixture
def service(settings: Settings) -> str:
    """Postmark, as `mail_url` names it. Says what it shows at the door."""
    made = mail_settings("anymail+postmark://token@", "k" * 50)
    settings.ANYMAIL = made["ANYMAIL"]
    settings.MAIL_INCOMING_VIEW = made["MAIL_INCOMING_VIEW"]
    password = base64.b64encode(f"events:{events_password('k' * 50)}".encode()).decode()
    return f"Basic {password}"


def postmark(cast: Cast, picture: str = "") -> bytes:
    message = answer(cast, WORDS)
    files = [{"Name": "scan.jpg", "Content": picture, "ContentType": "image/jpeg"}]
    return json.dumps(
        {
            "FromFull": {"Email": cast.people["parent"].email, "Name": "Pat"},
            "OriginalRecipient": message["To"],
            "Headers": [{"Name": "Message-ID", "Value": message["Message-ID"]}],
            "Subject": message["Subject"],
            "TextBody": message.get_content(),
            "HtmlBody": "",
            "Attachments": files if picture else [],
        }
    ).encode()


def test_a_mail_service_hands_in_a_mail(client: Client, cast: Cast, service: str) -> None:
    given = {"content_type": "application/json", "headers": {"Authorization": service}}
    for _ in range(2):
        assert client.post("/mail-in", postmark(cast), **given).status_code == 200  # type: ignore[arg-type]
    work_on_inbound_mail()
    assert newest(cast).source == WORDS


def test_a_large_picture_costs_nobody_their_words(client: Client, cast: Cast, service: str) -> None:
    sent = postmark(cast, base64.b64encode(bytes(2 * 1024 * 1024)).decode())
    given = {"content_type": "application/json", "headers": {"Authorization": service}}
    assert client.post("/mail-in", sent, **given).status_code == 200  # type: ignore[arg-type]
    work_on_inbound_mail()
    assert newest(cast).source == WORDS


def test_nobody_else_hands_one_in(client: Client, cast: Cast, service: str) -> None:
    wrong = "Basic " + base64.b64encode(b"events:guessed").decode()
    for headers in ({}, {"Authorization": wrong}):
        answered = client.post(
            "/mail-in", postmark(cast), content_type="application/json", headers=headers
        )
        assert answered.status_code == 400
    assert not InboundMail.objects.exists()


def test_there_is_nothing_where_it_is_off(
    client: Client, cast: Cast, service: str, settings: Settings
) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, reply_address="")
    assert client.post("/mail-in", b"{}", content_type="application/json").status_code == 404
