"""Mails that were made elsewhere, as a code to sign in: read back from the row, and printed in
both forms like any other letter."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from django.core.mail import EmailMultiAlternatives

from alongside.notifications.letters.blocks import Block, Code, Letter, Link, Paragraph
from alongside.notifications.letters.writing import as_mail
from alongside.notifications.models import Delivery

# When what stands in a mail stops being of use (RFC 4021).
EXPIRES = "Expires"
# A header that the maker of a mail set and that goes out with it.
KEPT = ("Reply-To", "In-Reply-To", "References")
_CODE = re.compile(r"\d{4}-\d{4}")
_ADDRESS = re.compile(r"https?://\S+")


def expiry_of(raw: bytes) -> datetime | None:
    told = _parsed(raw)[EXPIRES]
    return parsedate_to_datetime(str(told)) if told else None


def from_kept(raw: bytes, row: Delivery) -> EmailMultiAlternatives:
    """The words are the maker's; the second form and the headers are ours."""
    kept = _parsed(raw)
    text = kept.get_body(preferencelist=("plain",))
    words = str(text.get_content()) if text else ""
    mail = as_mail(letter_from(str(kept["Subject"] or ""), words), row, row.email)
    mail.body = words
    mail.extra_headers |= {name: str(kept[name]) for name in KEPT if kept[name]}
    return mail


def letter_from(subject: str, words: str) -> Letter:
    """Plain words as a letter: an empty line parts paragraphs, a code or a link stands alone."""
    parts = (part.strip() for part in words.replace("\r\n", "\n").split("\n\n"))
    return Letter(subject, subject, tuple(_block(part) for part in parts if part))


def _block(part: str) -> Block:
    if _CODE.fullmatch(part):
        return Code(part)
    return Link(part, part) if _ADDRESS.fullmatch(part) else Paragraph(part)


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
