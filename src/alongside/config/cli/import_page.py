"""`alongside import page`: the half that needs no database, reading the file and showing it."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import click

from alongside.exchange.page import Page, PageError, page_json, read_page


class Refused(click.ClickException):
    """Ends the command with one line and exit code 2; nothing was written."""

    exit_code = 2


def read(file: Path, zone: str) -> Page:
    where = _zone(zone)
    try:
        return read_page(file, where)
    except PageError as error:
        raise Refused(f"{click.format_filename(file)}: {error}") from error


def show(page: Page, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        click.echo(json.dumps(page_json(page), ensure_ascii=False, indent=2))
    elif dry_run:
        people = len({post.author for post in page.posts})
        click.echo(f"“{page.title}”: {len(page.posts)} posts by {people} people.")
        click.echo("Nothing was written. To bring it in, leave out --dry-run.")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        near = get_close_matches(name, available_timezones(), n=3, cutoff=0.5)
        like = ", ".join(near) or "America/New_York, Europe/London, Australia/Sydney"
        raise Refused(f"There is no time zone {name!r}. There are, for example: {like}") from error
