"""Django's own way to send a mail, made into a debt: a row in the caller's transaction.

A page that sends a code answers at once, whether or not the mail server is there; and what was
promised on the page is not lost when the process ends in the same moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from alongside.notifications.models import Delivery, MailList

FIRST = 0
# Due whatever the clock says: somebody sits and waits for it.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Delivery.objects.bulk_create(debt for message in email_messages for debt in _debts(message))
        return len(email_messages)


def _debts(message: EmailMessage) -> Iterator[Delivery]:
    """One for each reader. It belongs to no member, or the last mail of somebody who leaves would
    go with their account."""
    for address in message.recipients():
        message_id = uuid4().hex
        # Named here, or Django would ask the network what this machine is called.
        message.extra_headers["Message-ID"] = f"<{message_id}@owed>"
        yield Delivery(
            mail_list=MailList.ACCOUNT,
            email=address,
            raw=message.message().as_bytes(),
            message_id=message_id,
            priority=FIRST,
            next_at=ALWAYS,
        )
