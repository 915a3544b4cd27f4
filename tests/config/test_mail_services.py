"""What a mail service's URL becomes: django-anymail's settings, and no counting of readers."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.module_loading import import_string

from alongside.config.mail_server import mail_settings, parse_mail_url
from alongside.config.mail_services import SERVICES, MailService

KEY = "k" * 50
URLS = {
    "anymail+postmark://tok%2Fen@": {"POSTMARK_SERVER_TOKEN": "tok/en"},
    "anymail+mailgun://key@mg.example.org?region=eu&signing_key=s": {
        "MAILGUN_API_KEY": "key", "MAILGUN_SENDER_DOMAIN": "mg.example.org",
        "MAILGUN_API_URL": "https://api.eu.mailgun.net/v3", "MAILGUN_WEBHOOK_SIGNING_KEY": "s",
    },
    "anymail+mailjet://key:secret@": {"MAILJET_API_KEY": "key", "MAILJET_SECRET_KEY": "secret"},
    "anymail+brevo://key@": {"BREVO_API_KEY": "key"},
}  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_its_keys_reach_the_library(url: str) -> None:
    made: dict[str, Any] = mail_settings(url, KEY)
    assert made["MAIL_TRANSPORT"].startswith("anymail.backends.")
    assert made["ANYMAIL"].items() >= URLS[url].items()
    assert made["ANYMAIL"]["SEND_DEFAULTS"] == {"track_opens": False, "track_clicks": False}
    assert made["ANYMAIL"]["WEBHOOK_SECRET"].startswith("events:")


@pytest.mark.parametrize("key", [key for key in SERVICES if key != "ses"])
def test_each_of_them_can_send_and_tell_of_bounces(key: str) -> None:
    service = MailService(key, SERVICES[key].name, {})
    assert import_string(service.backend)
    assert import_string(service.events_view)


def test_a_server_gets_time_to_look_at_a_mail() -> None:
    assert mail_settings("smtp://localhost:25", KEY)["EMAIL_TIMEOUT"] == 60
    assert mail_settings("", KEY) == {}
    assert parse_mail_url("") is None
