"""`alongside vocabulary`: which clinical terms texts are read by, and adding wider ones."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.config.cli.import_page import Refused
from alongside.config.cli.words import tell
from alongside.config.env import SETTINGS
from alongside.config.serving.folder import make_folder
from alongside.language.concepts import starter
from alongside.language.concepts.loading import LoadingError, read_file
from alongside.language.concepts.loading.kept import keep, kept
from alongside.language.concepts.loading.kept import remove as remove_kept
from alongside.language.concepts.loading.ontology import KINDS
from alongside.language.concepts.starter import sources

FOLDER = "vocabularies"


def show() -> None:
    click.echo(f"Ships with Alongside: {len(starter().entries):,} concepts of stroke and heart.")
    for source in sources().values():
        click.echo(f"  Facts from: {source.title} ({source.url}; {source.terms})")
    try:
        for ontology in kept(_folder()):
            click.echo(f"\n{ontology.title} ({ontology.kind}): {len(ontology.terms):,} concepts")
            click.echo(f"  Version:  {ontology.version or 'the file does not say'}")
            click.echo(f"  Cite:     {ontology.citation}")
            click.echo(f"  Licence:  {ontology.licence}")
            click.echo(f"  File:     {ontology.file}")
    except LoadingError as error:
        raise Refused(str(error)) from error


def load(*, file: Path, licence: str, cite: str, version: str) -> None:
    try:
        found = read_file(file)
    except LoadingError as error:
        raise Refused(f"{click.format_filename(file)}: {error} Nothing was changed.") from error
    found = found.told(version=version, citation=cite, licence=licence)
    make_folder(Path(SETTINGS.data_dir).absolute())
    keep(_folder(), found)
    tell(f"{found.title}: {len(found.terms):,} concepts are used from the next text on.")
    tell(f"Version: {found.version or 'the file does not say'}. Licence: {found.licence}")


def remove(*, kind: str) -> None:
    if kind not in KINDS:
        raise Refused(f"There is no kind {kind!r}. There are: {', '.join(KINDS)}.")
    if not remove_kept(_folder(), kind):
        raise Refused(f"No vocabulary {kind} was added, so none was taken away.")
    tell(f"The vocabulary {kind} is gone. What ships with Alongside stays.")


def _folder() -> Path:
    return Path(SETTINGS.data_dir).absolute() / FOLDER
