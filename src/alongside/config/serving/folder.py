"""The data folder: for this user alone, and prepared by one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.config.reading import SettingsError

PRIVATE = 0o700


def make_folder(data_dir: Path) -> None:
    """Raises SettingsError if it cannot be made."""
    try:
        if not data_dir.is_dir():
            data_dir.mkdir(mode=PRIVATE, parents=True)
            data_dir.chmod(PRIVATE)
    except OSError as error:
        raise SettingsError(
            "The data folder cannot be made:",
            (f"{data_dir}: {error.strerror}. Name another with ALONGSIDE_DATA_DIR.",),
        ) from error


@contextmanager
def alone_in(data_dir: Path) -> Iterator[None]:
    """Waits until no other process is preparing the same folder."""
    with (data_dir / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
