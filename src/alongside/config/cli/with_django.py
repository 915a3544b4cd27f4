"""Calls the part of a command that needs Django, with the settings read and the tables there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django

from alongside.config.cli.group import late
from alongside.config.cli.words import tell, usable_database
from alongside.config.env import SETTINGS
from alongside.config.serving.folder import alone_in, make_folder
from alongside.config.serving.prepare import make_tables_ready


def call(target: str, values: dict[str, Any], *, prepare: bool) -> Any:
    """Raises ClickException when the database cannot be used."""
    data_dir = Path(SETTINGS.data_dir).absolute()
    if prepare:  # First, so that the secret key is kept in it.
        make_folder(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
    with usable_database():
        if prepare:
            with alone_in(data_dir):
                make_tables_ready(tell)
        return late(target, **values)


def report_migrated() -> None:
    tell("The database is up to date.")
