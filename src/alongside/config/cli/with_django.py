"""Calls the part of a command that needs Django, with the settings read and the tables there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import django
from django.db import OperationalError

from alongside.config.cli.group import late
from alongside.config.cli.words import no_database, tell
from alongside.config.env import SETTINGS
from alongside.config.serving.folder import alone_in, make_folder
from alongside.config.serving.prepare import migrate


def call(target: str, values: dict[str, Any], *, prepare: bool) -> Any:
    """Raises ClickException when the database cannot be used."""
    data_dir = Path(SETTINGS.data_dir).absolute()
    if prepare:  # First, so that the secret key is kept in it.
        make_folder(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
    try:
        if prepare:
            with alone_in(data_dir):
                migrate(tell)
        return late(target, **values)
    except OperationalError as error:
        raise click.ClickException(no_database(error)) from error


def report_migrated() -> None:
    tell("The database is up to date.")
