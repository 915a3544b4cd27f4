"""`alongside doctor --settings`: every setting, its value now, and where that came from."""

from __future__ import annotations

import os
import textwrap

import click

from alongside.config.reading import FIELDS, FILE_VARIABLE, Reading, meta, read, variable
from alongside.config.schema import SECRETS

WIDTH = 88


def show() -> None:
    reading = read(os.environ)
    click.echo(f"Settings come from the file that {FILE_VARIABLE} names (or alongside.toml), and")
    click.echo("from variables, which win.\n")
    for name in FIELDS:
        click.echo(_entry(name, reading))
    for problem in reading.problems:
        click.echo(f"Problem: {problem}", err=True)
    for notice in reading.notices:
        click.echo(f"Note: {notice}", err=True)
    if reading.problems:
        raise SystemExit(1)


def _entry(name: str, reading: Reading) -> str:
    said = meta(FIELDS[name])
    lines = [
        f"{click.style(name, bold=True)} = {shown(name, reading)}",
        f"    {variable(name)}, from the {reading.origins.get(name, 'default')}",
        textwrap.fill(
            said.description or "", WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 4
        ),
    ]
    if said.examples:
        lines.append(f"    Example: {said.examples[0]}")
    return "\n".join(lines) + "\n"


def shown(name: str, reading: Reading) -> str:
    value = getattr(reading.settings, name)
    if name in SECRETS:
        return "set" if value else "not set"
    return str(value) if value != "" else "not set"
