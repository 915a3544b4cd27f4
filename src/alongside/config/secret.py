"""The key that signs sessions: given in the settings, or made once and kept."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from alongside.config.reading import SettingsError
from alongside.config.schema import Settings

KEY_NAME = "secret_key"
KEY_BYTES = 48


def secret_key(settings: Settings, data_dir: Path) -> str:
    """The given key, or the one in the data folder, which is made at the first call.

    Before the data folder exists there are no sessions either: a key of this process will do,
    and looking at the settings writes nothing. Raises SettingsError if the key is unreadable.
    """
    if settings.secret_key:
        return settings.secret_key
    if not data_dir.is_dir():
        return secrets.token_urlsafe(KEY_BYTES)
    path = data_dir / KEY_NAME
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(
            "The secret key cannot be kept:",
            (f"{path}: {error}. Make it readable and writable for this user alone.",),
        ) from error


def _make(path: Path) -> None:
    """Written in full under another name first: nobody ever reads half a key.

    Of two processes at once, the second finds the name taken and uses the first one's key.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
