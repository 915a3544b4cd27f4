"""`alongside import page`: the half that needs the database."""

from __future__ import annotations

from pathlib import Path

import click
from django.db import DatabaseError, connection

from alongside.config.cli.import_page import Refused
from alongside.exchange.actions import ImportRefused, find_import, import_page
from alongside.exchange.page import Page


def write(page: Page, space_slug: str | None, *, quiet: bool) -> None:
    """All of it or nothing."""
    try:
        result = import_page(page, space_slug)
    except ImportRefused as error:
        raise Refused(f"{error}. Nothing was written.") from error
    if not quiet:
        said = "Brought in" if result.created else "Here already, so nothing was changed:"
        click.echo(f"{said} “{page.title}”, {len(page.posts)} posts, at /t/{result.topic_id}")


def look(page: Page, space_slug: str | None) -> None:
    """For a dry run: what would be refused. Without a database there is nothing to ask."""
    name = connection.settings_dict["NAME"]
    if isinstance(name, Path) and not name.exists():
        return
    try:
        find_import(page, space_slug)
    except ImportRefused as error:
        raise Refused(str(error)) from error
    except DatabaseError as error:
        click.echo(f"The database could not be asked about the space: {error}", err=True)
