"""The list of accounts that were deleted, in a file beside the database and not in it.

A backup brings back whoever left after it was made. This file is not restored with it, so that at
the next start they are deleted again. It holds no name, no address and no words: a number, and a
print of the moment of joining, so that a number that was given again is not taken for theirs.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from alongside.exchange.models import LeavingChoice
from alongside.people.models import Member

PRIVATE = 0o600
A_BATCH = 400


class LedgerDamaged(Exception):  # noqa: N818 - it is an answer, not a fault
    """A line cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Erasure:
    member_id: int
    salt: str
    joined: str
    choice: LeavingChoice

    def is_of(self, member: Member) -> bool:
        return self.member_id == member.pk and self.joined == _print(self.salt, member.joined_at)


def ledger_path() -> Path:
    chosen = str(settings.ALONGSIDE.erasure_ledger)
    return Path(chosen) if chosen else Path(settings.DATA_DIR) / "erasures.jsonl"


def write_down(member: Member, choice: LeavingChoice) -> None:
    """On the disk when this returns, so that a commit that follows is never without it."""
    salt = secrets.token_hex(8)
    line = {
        "member": member.pk, "salt": salt, "joined": _print(salt, member.joined_at),
        "choice": choice.value, "at": timezone.now().isoformat(timespec="seconds"),
    }  # fmt: skip
    path = ledger_path()
    new = not path.exists()
    if not new:
        _drop_half_a_line(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        _keep_entry(path.parent)


def _drop_half_a_line(path: Path) -> None:
    """What a crash cut short was never done: the line that follows must not be joined to it."""
    whole = path.read_bytes()
    if whole and not whole.endswith(b"\n"):
        os.truncate(path, whole.rfind(b"\n") + 1)


def _keep_entry(folder: Path) -> None:
    """The name of a new file is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _print(salt: str, joined_at: datetime) -> str:
    return sha256(f"{salt} {joined_at.timestamp():.6f}".encode()).hexdigest()[:32]


def erasures() -> Iterator[Erasure]:
    """All that was written down, oldest first. A last line cut short by a crash is left out.

    Raises:
        LedgerDamaged: for any other line that cannot be read.
    """
    try:
        lines = ledger_path().read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            yield Erasure(
                int(found["member"]), str(found["salt"]), str(found["joined"]),
                LeavingChoice(found["choice"]),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            if number == len(lines):
                return
            raise LedgerDamaged(f"line {number} of {ledger_path()} cannot be read") from error


def back_again() -> Iterator[tuple[Member, LeavingChoice]]:
    """Those who were deleted and are in the database again, as after a restore."""
    known = {erasure.member_id: erasure for erasure in erasures()}
    numbers = sorted(known)
    for at in range(0, len(numbers), A_BATCH):
        for member in Member.objects.filter(pk__in=numbers[at : at + A_BATCH]):
            if known[member.pk].is_of(member):
                yield member, known[member.pk].choice
