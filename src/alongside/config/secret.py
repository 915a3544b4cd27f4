"""The key that signs sessions: given in the settings, or made once and kept."""

from __future__ import annotations

import secrets
from pathlib import Path

from alongside.config.reading import SettingsError
from alongside.config.schema import Settings
from alongside.kernel.made_once import made_once

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
        return _make()
    path = data_dir / KEY_NAME
    try:
        return made_once(path, _make)
    except (OSError, ValueError) as error:
        raise SettingsError(
            "The secret key cannot be kept:",
            (f"{path}: {error}. Make it readable and writable for this user alone.",),
        ) from error


def _make() -> str:
    return secrets.token_urlsafe(KEY_BYTES)
