"""A mail as it came over the wire, read without trusting it: it may be broken in every way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from alongside.notifications.inbound.addresses import ReplyToken, opened
from alongside.notifications.inbound.words import own_words, words_of_html

# Where mail servers write whom a mail was for.
RECIPIENTS = (
    "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc",
)  # fmt: skip
# Of a mail program's own: signatures of mails, visiting cards, answers to meetings.
NO_FILES = ("pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "vcard", "x-vcard", "calendar")
DEEPEST = 30
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,240}>")


class UnreadableError(Exception):
    """So broken that nothing can be made of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Whose mail it says it is, and what it answers. `sender` is of its From line, where there is
    exactly one."""

    message_id: str
    sender: str
    sender_name: str
    token: ReplyToken | None


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and how many files came with it."""

    words: str
    files: int


def parsed(raw: bytes) -> Message:
    """Raises UnreadableError."""
    try:
        return message_from_bytes(raw, policy=policy.compat32)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError) as error:
        raise UnreadableError(type(error).__name__) from error


def head_of(message: Message, recipient: str = "") -> Head:
    name, sender = _only_sender(message)
    found = _MESSAGE_ID.search(header(message, "Message-ID"))
    return Head(found[0] if found else "", sender, name, _token(message, recipient))


def written_in(message: Message) -> Written:
    """Raises UnreadableError where its parts lead nowhere."""
    try:
        words = own_words("\n".join(_texts(message, 0)))
        return Written(words, sum(1 for _ in _files(message, 0)))
    except (RecursionError, AttributeError, TypeError, ValueError) as error:
        raise UnreadableError(type(error).__name__) from error


def header(message: Message, name: str) -> str:
    return " ".join(headers(message, name)[:1])


def headers(message: Message, name: str) -> list[str]:
    """All of that name, decoded as far as they can be."""
    return [_decoded(value) for value in message.get_all(name, [])]


def _decoded(value: object) -> str:
    text = str(value)[:10_000]
    try:
        parts = [
            part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
            for part, charset in decode_header(text)
        ]
    except (MessageError, LookupError, ValueError):
        return text
    return "".join(parts)


def _only_sender(message: Message) -> tuple[str, str]:
    lines = headers(message, "From")
    found = [pair for pair in _addresses(lines) if "@" in pair[1]]
    return found[0] if len(lines) == len(found) == 1 else ("", "")


def _addresses(lines: list[str]) -> list[tuple[str, str]]:
    try:
        return getaddresses(lines)
    except (IndexError, ValueError, TypeError):
        return []


def _token(message: Message, recipient: str) -> ReplyToken | None:
    told = [recipient] if recipient else []
    for name in RECIPIENTS:
        told += [address for _, address in _addresses(headers(message, name))]
    return next((token for address in told[:100] if (token := opened(address))), None)


def _texts(part: Message, depth: int) -> Iterator[str]:
    """Its text, in the order it is read; of two forms of the same the plain one."""
    if depth > DEEPEST or _is_file(part):
        return
    if part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if part.get_content_type() == "multipart/alternative":
            yield _best([list(_texts(child, depth + 1)) for child in children])
        elif part.get_content_maintype() == "multipart":
            for child in children:
                yield from _texts(child, depth + 1)
        return
    kind = part.get_content_type()
    if kind == "text/plain":
        yield _flowed(part, _text(part))
    elif kind == "text/html":
        yield words_of_html(_text(part))


def _best(forms: list[list[str]]) -> str:
    """The first that says anything: plain comes before HTML (RFC 2046)."""
    return next((words for form in forms if (words := "\n".join(form)).strip()), "")


def _text(part: Message) -> str:
    """Decoded as it says; where that is a lie, as something that always can be."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = str(part.get_content_charset("utf-8"))
    try:
        return raw.decode(charset, "strict" if charset == "utf-8" else "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")


def _flowed(part: Message, text: str) -> str:
    """Lines that a mail program broke are one again (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return re.sub(r"(?<!^--) \r?\n(?![>\s])", " ", text, flags=re.MULTILINE)


def _is_file(part: Message) -> bool:
    named = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return named and not part.is_multipart()


def _files(part: Message, depth: int) -> Iterator[Message]:
    """What somebody attached."""
    if depth > DEEPEST:
        return
    if part.is_multipart():
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _files(child, depth + 1)
    elif _is_file(part) and not _came_with_the_program(part):
        yield part


def _came_with_the_program(part: Message) -> bool:
    """A signature, a card, a picture that stands in the HTML."""
    inline = part.get_content_disposition() != "attachment" and "Content-ID" in part
    return inline or part.get_content_subtype() in NO_FILES
