"""OBO files (format 1.2 and 1.4), as the ontologies publish them: https://owlcollab.github.io/oboformat"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from alongside.language.concepts.loading.ontology import LoadingError, Term, kind_of

_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)"\s+(EXACT|NARROW|BROAD|RELATED)\b([^\[]*)')
_ESCAPED = re.compile(r"\\(.)")
# Names for the same thing; a wider or narrower one would be another concept.
_SAME = ("EXACT",)


@dataclass
class _Stanza:
    line: int
    id: str = ""
    name: str = ""
    obsolete: bool = False
    parents: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)


@dataclass
class Header:
    version: str = ""
    licence: str = ""


def read(lines: Iterable[str], header: Header) -> Iterator[Term]:
    """The terms of an OBO file, one at a time; `header` is filled on the way."""
    stanza: _Stanza | None = None
    in_header = True
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if said.startswith("["):
            yield from _term(stanza)
            stanza, in_header = (_Stanza(number) if said == "[Term]" else None), False
        elif in_header:
            _head(said, header)
        elif stanza is not None and said and not said.startswith("!"):
            _take(stanza, said, number)
    yield from _term(stanza)


def _head(said: str, header: Header) -> None:
    tag, _, value = said.partition(":")
    if tag == "data-version":
        header.version = value.strip()
    elif tag == "property_value" and "license" in value:
        header.licence = value.split("license", 1)[1].strip().split(" xsd:")[0].strip('"')


def _take(stanza: _Stanza, said: str, number: int) -> None:
    tag, colon, value = said.partition(":")
    if not colon:
        raise LoadingError(f"line {number}: “{said[:40]}” is not “tag: value”. Is it an OBO file?")
    value = value.strip()
    if tag == "id":
        stanza.id = value
    elif tag == "name":
        stanza.name = value
    elif tag == "is_obsolete":
        stanza.obsolete = value.startswith("true")
    elif tag == "is_a":
        stanza.parents.append(value.split(" ", 1)[0])
    elif tag == "synonym":
        stanza.synonyms += _synonym(value, number)


def _synonym(value: str, number: int) -> list[str]:
    match = _SYNONYM.match(value)
    if match is None:
        raise LoadingError(f"line {number}: a synonym needs quotes and a scope such as EXACT.")
    if match[2] not in _SAME or "abbreviation" in match[3] or "obsolete" in match[3]:
        return []
    return [_ESCAPED.sub(r"\1", match[1])]


def _term(stanza: _Stanza | None) -> Iterator[Term]:
    if stanza is None or stanza.obsolete:
        return
    if not stanza.id:
        raise LoadingError(f"line {stanza.line}: this term has no id.")
    if not stanza.name:
        raise LoadingError(f"line {stanza.line}: the term {stanza.id} has no name.")
    if kind_of(stanza.id):
        yield Term(stanza.id, stanza.name, tuple(stanza.parents), tuple(stanza.synonyms))
