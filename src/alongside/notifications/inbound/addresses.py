"""The address that a notice is answered to: it says whose answer it is and to which conversation.

`reply+<token>@…` holds the member, the conversation and the day it ends, under a signature of 96
bits, so that nobody can make one up for somebody else. Letters and digits of base32 alone, because
mail servers on the way may change the case of letters. Even with the largest numbers a database
holds, the part before the @ stays under the 64 characters that mail allows.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

LASTS = timedelta(days=30)
# The days since then fit into two bytes until the year 2199.
BEGAN = date(2020, 1, 1)
SIGNATURE_BYTES = 12
DAY_BYTES = 2
# Two row numbers of at most nine bytes each, the day and the signature.
LONGEST_TOKEN = 52
_SALT = "alongside.notifications.reply"


@dataclass(frozen=True, slots=True)
class ReplyToken:
    """Who answers, what, and the last day on which they can."""

    member_id: int
    topic_id: int
    until: date

    @property
    def ended(self) -> bool:
        return datetime.now(UTC).date() > self.until


def reply_to(member_id: int, topic_id: int) -> str:
    """The value of a notice's Reply-To for this person and conversation; "" where it is off."""
    name, _, host = str(settings.ALONGSIDE.reply_address).rpartition("@")
    if not name:
        return ""
    until = datetime.now(UTC).date() + LASTS
    return f"{name}+{_signed(ReplyToken(member_id, topic_id, until))}@{host}"


def opened(address: str) -> ReplyToken | None:
    """What an address of ours says, also where its time has ended; None for any other address."""
    ours_name, _, ours_host = str(settings.ALONGSIDE.reply_address).lower().rpartition("@")
    name, _, host = address.strip().lower().rpartition("@")
    plain, _, token = name.partition("+")
    if not ours_name or (plain, host) != (ours_name, ours_host) or len(token) > LONGEST_TOKEN:
        return None
    return _read(token)


def _signed(token: ReplyToken) -> str:
    day = (token.until - BEGAN).days.to_bytes(DAY_BYTES, "big")
    said = day + _number(token.member_id) + _number(token.topic_id)
    return base64.b32encode(_signature(said) + said).decode().rstrip("=").lower()


def _read(token: str) -> ReplyToken | None:
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    signature, said = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(said)):
        return None
    day, rest = said[:DAY_BYTES], said[DAY_BYTES:]
    member_id, rest = _taken(rest)
    topic_id, _ = _taken(rest)
    return ReplyToken(member_id, topic_id, BEGAN + timedelta(days=int.from_bytes(day, "big")))


def _signature(said: bytes) -> bytes:
    return salted_hmac(_SALT, said, algorithm="sha256").digest()[:SIGNATURE_BYTES]


def _number(value: int) -> bytes:
    """Seven bits a byte, the last byte marked."""
    septets = [value & 0x7F | 0x80]
    while value := value >> 7:
        septets.insert(0, value & 0x7F)
    return bytes(septets)


def _taken(said: bytes) -> tuple[int, bytes]:
    """The number at the front, and the rest. What is signed was made by `_number`."""
    value = 0
    for place, byte in enumerate(said):
        value = value << 7 | byte & 0x7F
        if byte & 0x80:
            return value, said[place + 1 :]
    raise ValueError("a signed address holds two numbers")
