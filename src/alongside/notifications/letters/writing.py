"""A letter as a mail: both its forms, and the headers that mail programs act on."""

from __future__ import annotations

import re
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import http_date

from alongside.notifications.inbound.addresses import reply_to
from alongside.notifications.letters.blocks import Letter
from alongside.notifications.letters.hypertext import hypertext
from alongside.notifications.letters.plain import plain
from alongside.notifications.models import Delivery, MailList
from alongside.notifications.unsubscribing import unsubscribe_address

_MESSAGE_ID = re.compile(r"<([\w-]{1,64})\.([0-9a-f]{20})@[^>\s]+>")


def as_mail(letter: Letter, row: Delivery, address: str) -> EmailMultiAlternatives:
    """To one address, named by the row: the same mail sent twice is known as one."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=plain(letter),
        from_email=sender(),
        to=[address],
        headers=_every(row) | _of_its_list(row) | _of_its_conversation(row),
    )
    mail.attach_alternative(hypertext(letter), "text/html")
    return mail


def host() -> str:
    return urlsplit(settings.ALONGSIDE.base_url).hostname or "localhost"


def sender() -> str:
    """The operator's own name for it, or else the community's."""
    given = str(settings.DEFAULT_FROM_EMAIL)
    return given if "<" in given else formataddr((settings.ALONGSIDE.community_name, given))


def message_id(row: Delivery) -> str:
    """Always the same for a row. The end of it nobody can guess: whoever knows it got the mail,
    so that a note that it did not arrive is known to be a real one."""
    return f"<{row.message_id}.{_seal(row.message_id)}@{host()}>"


def named_in(words: str) -> str | None:
    """The row's own part of one of our Message-IDs, wherever it stands in `words`."""
    for found in _MESSAGE_ID.finditer(words):
        if constant_time_compare(found[2], _seal(found[1])):
            return found[1]
    return None


def _seal(name: str) -> str:
    return salted_hmac("alongside.message_id", name, algorithm="sha256").hexdigest()[:20]


def _every(row: Delivery) -> dict[str, str]:
    """Written by a machine: no holiday notes, please (RFC 3834)."""
    return {
        "Message-ID": message_id(row),
        "Date": http_date(timezone.now().timestamp()).replace("GMT", "+0000"),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _of_its_list(row: Delivery) -> dict[str, str]:
    """One press in the mail program ends it (RFC 2369, RFC 2919, RFC 8058)."""
    if row.mail_list == MailList.ACCOUNT or row.member_id is None:
        return {}
    return {
        "List-Id": f"{MailList(row.mail_list).label} <{row.mail_list}.{host()}>",
        "List-Unsubscribe": f"<{unsubscribe_address(row.member_id, row.mail_list)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def _of_its_conversation(row: Delivery) -> dict[str, str]:
    """All mails of one conversation stand together: they answer a mail that never was."""
    if row.mail_list == MailList.MESSAGES:
        places = row.notices.order_by("id").values_list("address", flat=True)
        return _below("-".join((places.first() or "").strip("/").split("/")))
    if row.topic_id is None:
        return {}
    headers = _below(f"topic-{row.topic_id}")
    answer = reply_to(row.member_id, row.topic_id) if row.member_id else ""
    return headers | ({"Reply-To": answer} if answer else {})


def _below(root: str) -> dict[str, str]:
    named = f"<{root}@{host()}>"
    return {"In-Reply-To": named, "References": named} if root else {}
