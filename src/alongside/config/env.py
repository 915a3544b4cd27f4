"""The settings of this process, read once. `alongside doctor --settings` prints them."""

from __future__ import annotations

import os
from collections.abc import Mapping

from alongside.config.reading import read
from alongside.config.schema import Settings

__all__ = ["SETTINGS", "Settings", "load"]


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Raises SettingsError, which names every setting that needs a change."""
    return read(os.environ if environ is None else environ).usable()


SETTINGS = load()
