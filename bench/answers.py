"""The little of HTTP/1.1 that a load generator reads: where an answer ends, and what it says."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

HEAD_END = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked", re.IGNORECASE)
GZIP = re.compile(rb"\r\ncontent-encoding:[ \t]*gzip", re.IGNORECASE)
ENCODED = re.compile(rb"\r\ncontent-encoding:", re.IGNORECASE)


class BadAnswer(Exception):  # noqa: N818 - what the server said, told with the page it was for
    """An answer that is not what the page should be. It ends the run."""


@dataclass(frozen=True, slots=True)
class Answer:
    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head[9:12])

    def header(self, name: str) -> str:
        """The first value of that header, or an empty text."""
        found = re.search(rb"(?i)\r\n" + name.encode() + rb":[ \t]*([^\r]*)", self.head)
        return found[1].decode("latin-1") if found else ""

    def plain(self) -> bytes:
        """The body without its compression.

        Raises:
            BadAnswer: compressed in a way that Python cannot undo by itself.
        """
        if GZIP.search(self.head):
            return zlib.decompress(self.body, wbits=31)
        if ENCODED.search(self.head):
            raise BadAnswer(f"unexpected encoding {self.header('content-encoding')}")
        return self.body


def body_start(buffer: bytearray, have: int) -> int:
    """Where the body begins in the first `have` bytes; -1 while the head is not whole."""
    end = buffer.find(HEAD_END, 0, have)
    return end + 4 if end >= 0 else -1


def answer_end(buffer: bytearray, start: int) -> int:
    """Where the answer ends, from its length; 0 where it comes in chunks."""
    found = LENGTH.search(buffer, 0, start)
    if found:
        return start + int(found[1])
    if CHUNKED.search(buffer, 0, start):
        return 0
    return start  # 204, 304, and redirects without a body


def joined(chunks: bytes) -> bytes:
    """The body of an answer that came in chunks."""
    parts: list[bytes] = []
    at = 0
    while True:
        line = chunks.index(b"\r\n", at)
        size = int(chunks[at:line].split(b";")[0], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(chunks[line + 2 : line + 2 + size])
        at = line + 2 + size + 2
