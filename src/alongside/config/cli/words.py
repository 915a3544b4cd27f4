"""What commands say beside their results: on standard error, so that results can be piped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.db import DatabaseError, OperationalError

# Not there, full, locked, damaged, no rights. Their other kinds are faults of our own.
UNUSABLE = (DatabaseError, OperationalError)


def tell(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def usable_database() -> Iterator[None]:
    """Ends the command in one line, where the database cannot be used."""
    try:
        yield
    except DatabaseError as error:
        if type(error) not in UNUSABLE:
            raise
        reason = str(error).strip().partition("\n")[0]
        raise click.ClickException(
            f"The database cannot be used: {reason}. To find out more: alongside doctor"
        ) from error
