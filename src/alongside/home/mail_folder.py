"""The demo's mail: each one a file in the data folder, so that every process shows all of them.

Only for trying the place out on one's own machine: whoever can open the page reads every code.
"""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

KEPT = 200
_NAME = re.compile(r"[0-9]{19}-[0-9a-f]{8}")
_ENDING = ".eml"
_BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Mail:
    id: str
    to: str
    subject: str
    at: datetime
    text: str


def folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"


def keep(raw: bytes) -> str:
    """Keep one mail as it would go over the wire; forget the oldest. Says its id."""
    into = folder()
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    mail_id = f"{time.time_ns():019}-{secrets.token_hex(4)}"
    draft = into / f".{mail_id}"
    draft.write_bytes(raw)
    # A reader in another process sees the whole mail or none of it.
    draft.rename(into / (mail_id + _ENDING))
    for old in _ids()[KEPT:]:
        (into / (old + _ENDING)).unlink(missing_ok=True)
    return mail_id


def newest() -> tuple[Mail, ...]:
    """The newest first, without those that went while we read."""
    return tuple(mail for mail_id in _ids()[:KEPT] if (mail := read(mail_id)))


def read(mail_id: str) -> Mail | None:
    if not _NAME.fullmatch(mail_id):
        return None
    try:
        raw = (folder() / (mail_id + _ENDING)).read_bytes()
    except FileNotFoundError:
        return None
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Mail(
        id=mail_id,
        to=str(message.get("To", "")),
        subject=str(message.get("Subject", "")).strip(),
        at=datetime.fromtimestamp(int(mail_id.partition("-")[0]) / _BILLION, UTC),
        text=body.get_content() if body else "",
    )


def _ids() -> list[str]:
    names = (path.stem for path in folder().glob("*" + _ENDING))
    return sorted(filter(_NAME.fullmatch, names), reverse=True)
