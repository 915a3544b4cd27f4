"""The demo's mail: one folder for all processes, shown newest first, and only in the demo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client
from pytest_django import Settings

from alongside.home import mail_folder

BACKEND = "alongside.home.mail_backend.EmailBackend"


@pytest.fixture(autouse=True)
def demo(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = BACKEND
    settings.DATA_DIR = tmp_path
    settings.MAIL_SHOWN = True


def send(subject: str, body: str = "Hello\n\nyour code is 1", to: str = "a@example.org") -> None:
    send_mail(subject, body, "Alongside <us@example.org>", [to])


def test_mails_come_newest_first() -> None:
    for subject in ("One", "Two", "Zoë’s code " + "very " * 30 + "long"):
        send(subject)
    newest = mail_folder.newest()
    assert [mail.subject[:8] for mail in newest] == ["Zoë’s co", "Two", "One"]
    assert newest[1].text == "Hello\n\nyour code is 1\n" or newest[1].text.startswith("Hello\n\n")
    assert newest[1].to == "a@example.org"
    assert newest[0].at > newest[1].at
    assert "\n" not in newest[0].subject


def test_the_text_of_a_mail_in_two_forms() -> None:
    message = EmailMultiAlternatives("Two", "Plain wörds", to=["a@example.org"])
    message.attach_alternative("<p>HTML</p>", "text/html")
    message.send()
    assert mail_folder.newest()[0].text.strip() == "Plain wörds"


def test_another_process_sees_it(tmp_path: Path) -> None:
    write = (
        "import sys, types; from pathlib import Path; from django.conf import settings;"
        "settings.configure(DATA_DIR=Path(sys.argv[1]));"
        "from alongside.home import mail_folder;"
        "mail_folder.keep(b'Subject: From afar\\r\\nTo: b@example.org\\r\\n\\r\\nHello')"
    )
    subprocess.run([sys.executable, "-c", write, str(tmp_path)], check=True)
    assert mail_folder.newest()[0].subject == "From afar"


def test_only_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_folder, "KEPT", 3)
    for number in range(5):
        send(f"Mail {number}")
    assert [mail.subject for mail in mail_folder.newest()] == ["Mail 4", "Mail 3", "Mail 2"]


@pytest.mark.parametrize(
    "mail_id", ["", "..", "../secret_key", "1", "x" * 28, "1234567890123456789-0123456\n"]
)
def test_ids_lead_nowhere_else(mail_id: str, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("secret")
    assert mail_folder.read(mail_id) is None


@pytest.mark.django_db
def test_the_pages(client: Client) -> None:
    assert client.get("/mail/").status_code == 200
    send("A code", "Hello <script>alert(1)</script>")
    page = client.get("/mail/").content.decode()
    assert "A code" in page
    mail_id = mail_folder.newest()[0].id
    page = client.get(f"/mail/{mail_id}").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert client.get("/mail/" + "0" * 28).status_code == 404


@pytest.mark.django_db
def test_nothing_is_shown_where_mail_goes_to_people(client: Client, settings: Settings) -> None:
    send("A code")
    mail_id = mail_folder.newest()[0].id
    settings.MAIL_SHOWN = False
    assert client.get("/mail/").status_code == 404
    assert client.get(f"/mail/{mail_id}").status_code == 404
