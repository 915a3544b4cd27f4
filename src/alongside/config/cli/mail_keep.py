"""`alongside mail receive`: the half that needs the database."""

from __future__ import annotations

import sys

import click
from django.conf import settings

from alongside.config.cli.mail_receive import DATA_ERROR, UNAVAILABLE
from alongside.notifications.inbound.storing import LARGEST, keep_mail


def keep(sender: str, recipient: str) -> int:
    """The exit code: 0 once the mail is kept, and not before."""
    if not settings.ALONGSIDE.reply_address:
        return _told("This community takes no replies by mail.", UNAVAILABLE)
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if not raw.strip():
        return _told("That was no mail: it was empty.", DATA_ERROR)
    if len(raw) > LARGEST:
        return _told(f"That mail is larger than {LARGEST // 1024 // 1024} MiB.", DATA_ERROR)
    keep_mail(raw, sender, recipient)
    return 0


def _told(words: str, code: int) -> int:
    click.echo(words, err=True)
    return code
