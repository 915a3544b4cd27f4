"""The starter vocabulary with wider ones around it. Where both name a thing, the starter's words
are read first, since they were written for those who write here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from alongside.language.concepts.entries import Entry, Words
from alongside.language.concepts.loading.ontology import HP, Ontology, Term
from alongside.language.concepts.vocabulary import Vocabulary

# Shorter names are abbreviations: too often something else.
_SHORTEST = 4
# A longer one is a definition: nobody writes it.
_LONGEST = 60


def merged(starter: Iterable[Entry], words: Words, ontologies: Iterable[Ontology]) -> Vocabulary:
    """One vocabulary of all."""
    entries = {entry.id: entry for entry in starter}
    for ontology in ontologies:
        for term in ontology.terms:
            before = entries.get(term.id)
            entries[term.id] = _widened(before, term) if before else _entry(ontology.kind, term)
    return Vocabulary(tuple(entries.values()), words)


def _entry(kind: str, term: Term) -> Entry:
    return Entry(
        id=term.id,
        name=term.name,
        kind="sign" if kind == HP else "condition",
        parents=term.parents,
        clinical=tuple(dict.fromkeys(_usable(term.synonyms))),
        sided=True,
        source=kind,
        as_written=True,
    )


def _widened(entry: Entry, term: Term) -> Entry:
    """A concept of the starter, with what the ontology calls it and has it be a kind of."""
    more = (said for said in _usable((term.name, *term.synonyms)) if said not in entry.clinical)
    return replace(
        entry,
        clinical=(*entry.clinical, *more),
        parents=tuple(dict.fromkeys((*entry.parents, *term.parents))),
    )


def _usable(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        said = name.strip()
        if _SHORTEST <= len(said) <= _LONGEST and not said.isupper():
            yield said.lower()
