"""`alongside erase`: who came back with a restored backup, and deleting them again."""

from __future__ import annotations

from collections.abc import Callable

import click

from alongside.config.cli.words import tell
from alongside.exchange.leaving.again import erase_those_who_left
from alongside.exchange.leaving.ledger import LedgerDamaged, back_again, ledger_path

DAMAGED = (
    "The list of deleted accounts is damaged: {}. Put a whole copy in its place, or take that line "
    "out, so that nobody who left comes back unseen."
)


def at_start(say: Callable[[str], None]) -> None:
    """Raises ClickException where the list cannot be read: starting would pass over somebody."""
    try:
        erase_those_who_left(say)
    except LedgerDamaged as damaged:
        raise click.ClickException(DAMAGED.format(damaged)) from damaged


def erase(*, again: bool) -> None:
    if again:
        at_start(tell)
    try:
        waiting = sum(1 for _ in back_again())
    except LedgerDamaged as damaged:
        raise click.ClickException(DAMAGED.format(damaged)) from damaged
    if waiting:
        click.echo(f"{waiting} deleted accounts are back. To delete them: alongside erase --again")
    else:
        click.echo(f"Nobody who left is here ({ledger_path()}).")
