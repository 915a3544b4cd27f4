"""Keyset paging: a page starts after a row, not after a number of rows, however long the list."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

MICROSECOND = 1_000_000
# Two numbers of at most 19 digits, written in letters; anything longer was made up.
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before: its time and its id, newest first."""

    at: datetime
    id: int

    def __str__(self) -> str:
        ticks = int(self.at.timestamp()) * MICROSECOND + self.at.microsecond
        raw = f"{ticks}.{self.id}".encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor of that text; None for an empty or a made-up one (the first page)."""
        if len(text) > LONGEST:
            return None
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            ticks, row_id = raw.decode("ascii").split(".")
            seconds, micros = divmod(int(ticks), MICROSECOND)
            at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
            return cls(at, int(row_id)) if 0 < int(row_id) < 2**63 else None
        except (ValueError, OverflowError, OSError, binascii.Error):
            return None
