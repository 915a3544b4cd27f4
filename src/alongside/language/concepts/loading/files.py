"""Reads a file that an operator gives, whichever of the forms it has."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from alongside.language.concepts.loading import obo, tables
from alongside.language.concepts.loading.ontology import HP, LoadingError, Ontology, Term, kind_of

_GZIPPED = b"\x1f\x8b"
# HPO's branch of signs; its others say how often, how bad, or how inherited.
_SIGNS = "HP:0000118"


def read_file(path: Path) -> Ontology:
    """Raises LoadingError, with the line, where the file cannot be used."""
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == _GZIPPED
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if zipped
            else path.open(encoding="utf-8") as lines
        ):
            return _read(lines, path.name)
    except UnicodeDecodeError as error:
        raise LoadingError(
            "it is not plain text (UTF-8). Give the .obo or the .tsv file."
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise LoadingError("the packed file is damaged or cut short. Fetch it again.") from error
    except OSError as error:
        raise LoadingError(f"{error.strerror or error}.") from error


def _read(lines: Iterable[str], name: str) -> Ontology:
    header = obo.Header()
    first, lines = _peek(lines)
    if not first.strip():
        raise LoadingError("the file is empty.")
    if first.startswith("<?xml") or first.startswith(("{", "Prefix(")):
        raise LoadingError("it is OWL or JSON. Give the .obo file of the same release.")
    found = tables.read(lines) if "\t" in first else obo.read(lines, header)
    terms = _together(found)
    kind = _kind(terms)
    if kind == HP and _SIGNS in terms:
        terms = _below(terms, _SIGNS)
    return Ontology(kind, tuple(terms.values()), header.version, "", header.licence, name)


def _peek(lines: Iterable[str]) -> tuple[str, Iterator[str]]:
    ahead = iter(lines)
    first = next(ahead, "")

    def again() -> Iterator[str]:
        yield first
        yield from ahead

    return first, again()


def _together(found: Iterable[Term]) -> dict[str, Term]:
    """Terms by id; what several lines say of one is put together."""
    terms: dict[str, Term] = {}
    for term in found:
        if term.name.startswith("obsolete "):
            continue
        before = terms.get(term.id)
        if before:
            term = Term(  # noqa: PLW2901
                term.id, before.name, before.parents or term.parents,
                tuple(dict.fromkeys((*before.synonyms, *term.synonyms))),
            )  # fmt: skip
        terms[term.id] = term
    return terms


def _kind(terms: dict[str, Term]) -> str:
    counts: dict[str, int] = {}
    for id_ in terms:
        if kind := kind_of(id_):
            counts[kind] = counts.get(kind, 0) + 1
    if not counts:
        raise LoadingError("no term of HPO, MONDO or DOID is in it.")
    return max(counts, key=lambda kind: counts[kind])


def _below(terms: dict[str, Term], top: str) -> dict[str, Term]:
    """The terms that are a kind of `top`, near or far."""
    kinds: dict[str, list[str]] = {}
    for term in terms.values():
        for parent in term.parents:
            kinds.setdefault(parent, []).append(term.id)
    found: set[str] = set()
    ahead = [top]
    while ahead:
        new = set(kinds.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return {id_: term for id_, term in terms.items() if id_ in found}
