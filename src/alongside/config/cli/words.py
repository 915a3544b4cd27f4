"""What commands say beside their results: on standard error, so that results can be piped."""

from __future__ import annotations

import click


def tell(line: str) -> None:
    click.echo(line, err=True)


def no_database(error: Exception) -> str:
    reason = str(error).strip().partition("\n")[0]
    return f"The database cannot be used: {reason}. To find out more: alongside doctor"
