"""`alongside mail ledger`: what is owed, what went, and what went wrong."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from alongside.config.cli.words import tell
from alongside.kernel.clock import count
from alongside.notifications.actions.retrying import retry_failed
from alongside.notifications.models import DeliveryState
from alongside.notifications.reads.ledger import Entry, Summary, summary


def show(*, as_json: bool, retry: bool) -> None:
    if retry:
        tell(f"{count(retry_failed(), 'delivery', 'deliveries')} will be tried again now.")
    found = summary()
    if as_json:
        click.echo(json.dumps(_plain(found), indent=2))
        return
    for state in DeliveryState:
        click.echo(f"{state.label:28}{found.counts[state]:>9,}")
    click.echo(f"{'Stopped addresses':28}{found.stopped:>9,}")
    if found.oldest:
        click.echo(f"\nThe oldest that is owed is of {_time(found.oldest)}.")
    if found.errors:
        click.echo("\nThe last errors, newest first:")
    for entry in found.errors:
        click.echo(f"  {entry.id}  {entry.to}  {entry.words}")


def _plain(found: Summary) -> dict[str, Any]:
    return {
        "counts": found.counts,
        "oldest_owed": found.oldest and found.oldest.isoformat(),
        "stopped_addresses": found.stopped,
        "errors": [_error(entry) for entry in found.errors],
    }


def _error(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id, "to": entry.to, "about": entry.about, "state": entry.state,
        "attempts": entry.attempts, "made_at": entry.made_at.isoformat(), "error": entry.words,
    }  # fmt: skip


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
