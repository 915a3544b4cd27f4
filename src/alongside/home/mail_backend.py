"""Where the demo's mail goes instead of to people: into a folder that /mail/ shows."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from alongside.home import mail_folder


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            mail_folder.keep(message.message().as_bytes())
        return len(email_messages)
