"""What mail servers tell us of a mail: that it came back (RFC 3464) or was called spam (RFC 5965).

Anybody can send us such a note, so one counts only if it quotes a Message-ID of ours, whose seal
nobody can make up, and speaks of the very address that mail went to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from alongside.notifications.letters.writing import named_in
from alongside.notifications.masking import without_addresses

FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is that of the delivery; `status` an enhanced code such as 5.1.1, or empty."""

    name: str
    address: str
    complaint: bool = False
    status: str = ""
    words: str = ""


def reports_in(raw: bytes) -> tuple[Report, ...]:
    """All that one mail tells; nothing for any other mail, whatever its bytes are."""
    message = message_from_bytes(raw, policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return ()
    name = named_in(raw.decode("latin-1"))
    if name is None:
        return ()
    return tuple(_reports(message, name))


def _reports(message: Message, name: str) -> Iterator[Report]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from filter(None, (_came_back(group, name) for group in _groups(part)))
        elif part.get_content_type() == "message/feedback-report":
            yield from (_complaint(group, name) for group in _groups(part))


def _groups(part: Message) -> list[Message]:
    """The groups of fields in a report: they are parsed as the heads of mails."""
    groups = part.get_payload()
    return [one for one in groups if isinstance(one, Message)] if isinstance(groups, list) else []


def _came_back(fields: Message, name: str) -> Report | None:
    if _field(fields, "Action").lower() != FAILED:
        return None
    address = _field(fields, "Original-Recipient") or _field(fields, "Final-Recipient")
    return Report(
        name,
        address.rpartition(";")[2].strip(),
        status=_field(fields, "Status").split(" ")[0],
        words=without_addresses(_field(fields, "Diagnostic-Code")),
    )


def _complaint(fields: Message, name: str) -> Report:
    address = _field(fields, "Original-Rcpt-To") or _field(fields, "Removal-Recipient")
    return Report(name, address.strip("<> "), complaint=True)


def _field(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())
