"""Vocabularies that were added, kept as files in a folder: one a kind, read when a reader is made.

A file and not a table: thousands of names are needed whole, at once, in the memory of whoever
reads texts, and never one by one. A file is written beside and then put in place, so that a
process that reads sees the old one or the new one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from alongside.language.concepts.loading.ontology import KINDS, LoadingError, Ontology, Term

# Name, time of change and size of each file: another one means another vocabulary.
Stamp = tuple[tuple[str, int, int], ...]
_ENDING = ".tsv"


def stamp(folder: Path) -> Stamp:
    """What is there now. Asked before each text that is read, so it opens no file."""
    found = []
    for kind in KINDS:
        try:
            state = (folder / (kind + _ENDING)).stat()
        except OSError:
            continue
        found.append((kind, state.st_mtime_ns, state.st_size))
    return tuple(found)


def keep(folder: Path, ontology: Ontology) -> None:
    """Puts an ontology in the place of the one of its kind."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / (ontology.kind + _ENDING)
    beside = path.with_suffix(".new")
    about = {key: told for key, told in asdict(ontology).items() if key != "terms"}
    with beside.open("w", encoding="utf-8") as file:
        file.write(json.dumps(about, ensure_ascii=False) + "\n")
        for term in ontology.terms:
            cells = (term.id, _flat(term.name), *map(_joined, (term.parents, term.synonyms)))
            file.write("\t".join(cells) + "\n")
    beside.replace(path)


def remove(folder: Path, kind: str) -> bool:
    """Takes one away; whether there was one."""
    try:
        (folder / (kind + _ENDING)).unlink()
    except FileNotFoundError:
        return False
    return True


def kept(folder: Path) -> Iterator[Ontology]:
    """Those that are there. Raises LoadingError where one cannot be read."""
    for kind, _, _ in stamp(folder):
        path = folder / (kind + _ENDING)
        try:
            with path.open(encoding="utf-8") as lines:
                about = json.loads(next(lines))
                yield Ontology(terms=tuple(map(_term, lines)), **about)
        except (OSError, ValueError, TypeError, StopIteration) as error:
            raise LoadingError(f"{path} is damaged. Load the vocabulary again.") from error


def _term(line: str) -> Term:
    id_, name, parents, synonyms = line.rstrip("\n").split("\t")
    return Term(id_, name, _split(parents), _split(synonyms))


def _joined(values: tuple[str, ...]) -> str:
    return "|".join(_flat(value).replace("|", " ") for value in values)


def _flat(value: str) -> str:
    return " ".join(value.split())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
