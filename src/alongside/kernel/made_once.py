"""Secrets of this community that are made at the first need and kept: a file of its own each."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, make: Callable[[], str]) -> str:
    """What the file says; at the first call it is made, for this user alone.

    Raises OSError or ValueError where it cannot be kept or read.
    """
    if not path.exists():
        _keep(path, make())
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path, secret: str) -> None:
    """Written in full under another name first: nobody ever reads half a key.

    Of two processes at once, the second finds the name taken and uses the first one's key.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
