"""Tables of names (.tsv): an id and a name, and perhaps synonyms apart by "|"; or one synonym a
line, as HPO's list of layperson names has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alongside.language.concepts.loading.ontology import LoadingError, Term, kind_of

_ADDRESS = re.compile(r"<.*/([A-Za-z]+)_([A-Za-z0-9]+)>")
_ID = re.compile(r"[A-Za-z]+:[A-Za-z0-9]+")


def read(lines: Iterable[str]) -> Iterator[Term]:
    """The terms of a table, one a line; the same id may stand on several."""
    for number, line in enumerate(lines, 1):
        cells = [cell.strip().strip('"') for cell in line.rstrip("\n").split("\t")]
        if not any(cells) or (number == 1 and _is_heading(cells)):
            continue
        yield _term(cells, number)


def _is_heading(cells: list[str]) -> bool:
    return not _ID.fullmatch(_id(cells[0]))


def _id(cell: str) -> str:
    match = _ADDRESS.fullmatch(cell)
    return f"{match[1]}:{match[2]}" if match else cell


def _term(cells: list[str], number: int) -> Term:
    id_ = _id(cells[0])
    if not _ID.fullmatch(id_):
        raise LoadingError(f"line {number}: “{cells[0][:40]}” is no id such as HP:0010828.")
    if kind_of(id_) is None:
        raise LoadingError(f"line {number}: {id_[:40]} is not of HPO, MONDO or DOID.")
    if len(cells) < 2 or not cells[1]:
        raise LoadingError(f"line {number}: {id_} has no name beside it (a tab, then the name).")
    synonyms = cells[2].split("|") if len(cells) > 2 else []
    return Term(id_, cells[1], (), tuple(said.strip() for said in synonyms if said.strip()))
