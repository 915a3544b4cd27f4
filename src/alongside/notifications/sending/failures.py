"""What a refusal means: for the server, for this mail, or for this address.

To mistake one for another is costly. A server that refuses us for a day must not make us give up
every address it was asked for; an address that is gone must not be written to for ever.
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

from alongside.notifications.masking import without_addresses

CLOSING = 421
TOO_MANY = 429
NO_ENTRY = (401, 403)
# Enhanced codes (RFC 3463) that speak of the address itself: bad, moved, or turned off. A full
# mailbox (5.2.2) will be emptied, and 5.7 speaks of us.
GONE = re.compile(r"\b5\.(1\.(0|1|2|3|6|8|10)|2\.1)\b")
ENHANCED = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
BASIC_GONE = (550, 551, 553)
ABOUT_US = re.compile(
    r"relay|spam|block|black|deny|denied|polic|reject|reputation|authenticat|spf|dkim|dmarc", re.I
)


class Meaning(Enum):
    AWAY = "The server cannot be reached: this mail was not tried."
    BROKE_OFF = "The server ended it, or takes no mail from us now."
    LATER = "This mail may pass later."
    REFUSED = "This mail will never pass."
    GONE = "No mail reaches this address any more."


@dataclass(frozen=True, slots=True)
class Failure:
    meaning: Meaning
    words: str


def of_opening(error: Exception) -> Failure:
    return Failure(Meaning.AWAY, _words(error))


def of_sending(error: Exception, statuses: frozenset[str]) -> Failure:
    """`statuses` are what a mail service said of the address, in django-anymail's words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, told = next(iter(error.recipients.values()))
        said = _text(told)
        return Failure(_of_recipient(code, said), f"{code} {_clean(said)}")
    return Failure(_of_mail(error, statuses), _words(error))


def _of_mail(error: Exception, statuses: frozenset[str]) -> Meaning:
    match error:
        case smtplib.SMTPSenderRefused():
            return Meaning.BROKE_OFF
        case smtplib.SMTPResponseException():
            return _of_code(error.smtp_code)
        case smtplib.SMTPNotSupportedError():
            return Meaning.LATER
    if hasattr(error, "esp_name"):  # django-anymail's, which is loaded only where it sends
        return _of_service(getattr(error, "status_code", None), statuses)
    away = isinstance(error, OSError | smtplib.SMTPException)
    return Meaning.BROKE_OFF if away else Meaning.LATER


def _of_recipient(code: int, said: str) -> Meaning:
    if code == CLOSING:
        return Meaning.BROKE_OFF
    if code < 500:
        return Meaning.LATER
    known = ENHANCED.search(said) or code in BASIC_GONE
    return Meaning.GONE if known and speaks_of_the_address(said) else Meaning.LATER


def speaks_of_the_address(said: str) -> bool:
    """Of a mail that came back: whether the address is gone, not only full or strict with us."""
    return bool(GONE.search(said)) if ENHANCED.search(said) else not ABOUT_US.search(said)


def _of_code(code: int) -> Meaning:
    if code == CLOSING:
        return Meaning.BROKE_OFF
    return Meaning.LATER if code < 500 else Meaning.REFUSED


def _of_service(status: int | None, statuses: frozenset[str]) -> Meaning:
    if statuses and statuses <= {"invalid", "rejected"}:
        return Meaning.GONE
    away = status is None or status >= 500 or status == TOO_MANY or status in NO_ENTRY
    return Meaning.BROKE_OFF if away else Meaning.LATER


def _words(error: Exception) -> str:
    """On one line, with no address in it."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_clean(_text(error.smtp_error))}"
    return _clean(f"{type(error).__name__}: {error}")


def _text(said: bytes | str) -> str:
    return said if isinstance(said, str) else said.decode("utf-8", "replace")


def _clean(words: str) -> str:
    return without_addresses(" ".join(words.split()))
