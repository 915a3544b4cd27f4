"""`alongside reading-level`: how hard a text is to read, and what to change first."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alongside.config.cli.import_page import Refused
from alongside.language.grading import Grade, grade

WANTED = 6.0


def show(*, file: str) -> None:
    found = grade(_text(file))
    if not found.words:
        raise Refused("There are no words in it. Give the name of a text file, or - for the input.")
    click.echo(f"Reading grade {found.grade:g}: {_meaning(found.grade)}")
    click.echo(f"{found.words:,} words in {found.sentences:,} sentences.")
    if found.grade > WANTED:
        _advise(found)


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            f"{click.format_filename(file)} is not plain text. Save it as text (UTF-8) first."
        ) from error
    except OSError as error:
        raise Refused(f"{click.format_filename(file)}: {error.strerror}.") from error


def _meaning(years: float) -> str:
    if years <= WANTED:
        return "most people read it with ease."
    if years <= WANTED + 3:
        return f"aim for {WANTED:g} or under."
    return f"hard for many people. Aim for {WANTED:g} or under."


def _advise(found: Grade) -> None:
    if found.hard_words:
        click.echo(f"\nLong words, said most often first: {', '.join(found.hard_words)}")
    click.echo("\nLong sentences. Make two of each:")
    for said in found.long_sentences[:3]:
        click.echo(f"  {said}")
