"""E-mail addresses, also those that are spelled out so that machines pass them by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.language.private.rules import Found

_LOCAL = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-"
)
_LONGEST = 64
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}")
_OPEN, _SHUT = r"\s?[\[({]?\s?", r"\s?[\])}]?\s?"
_SPELLED = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}{_OPEN}(?:at|@){_SHUT}(?:[a-z0-9-]{{2,40}}){_OPEN}(?:dot|\.){_SHUT}"
    r"(?:com|org|net|edu|co(?:\s?(?:dot|\.)\s?uk)?|ca|ie|au|nz|de|me|us)(?!\w)",
    re.I,
)


def emails(text: str) -> Iterator[Found]:
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        start = _local_start(text, at)
        if domain and start < at:
            yield Found(start, domain.end(), "email", "address")
        at = text.find("@", at + 1)
    if "dot" in text.lower():
        for found in _SPELLED.finditer(text):
            if "@" not in found.group():
                yield Found(*found.span(), "email", "spelled")


def _local_start(text: str, at: int) -> int:
    start = at
    while start > max(0, at - _LONGEST) and (
        text[start - 1] in _LOCAL or text[start - 1].isalnum()
    ):
        start -= 1
    while start < at and not text[start].isalnum():
        start += 1
    return start
