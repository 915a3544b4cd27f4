"""An ontology as it is kept: what it is called and allows, and its terms."""

from __future__ import annotations

from dataclasses import dataclass, replace

HP, MONDO, DOID = "hp", "mondo", "doid"
KINDS = (HP, MONDO, DOID)
TITLES = {
    HP: "Human Phenotype Ontology",
    MONDO: "Mondo Disease Ontology",
    DOID: "Human Disease Ontology",
}
# What the projects ask of those who use their files, where a file does not say it itself.
LICENCES = {
    HP: "free to use; cite it, say the version, do not alter it (https://hpo.jax.org/app/license)",
    MONDO: "CC BY 4.0",
    DOID: "CC0 1.0",
}
CITATIONS = {
    HP: "The Human Phenotype Ontology Consortium, https://hpo.jax.org",
    MONDO: "The Mondo Disease Ontology, https://mondo.monarchinitiative.org",
    DOID: "The Human Disease Ontology, https://disease-ontology.org",
}


class LoadingError(Exception):
    """Why a file cannot be used, and what to do, for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of an ontology, with its names as they are published."""

    id: str
    name: str
    parents: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ontology:
    """An ontology of one kind."""

    kind: str
    terms: tuple[Term, ...]
    version: str = ""
    citation: str = ""
    licence: str = ""
    file: str = ""

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    def told(self, *, version: str, citation: str, licence: str) -> Ontology:
        """With what the operator says, else what the file says, else what the project says."""
        return replace(
            self,
            version=version or self.version,
            citation=citation or self.citation or CITATIONS[self.kind],
            licence=licence or self.licence or LICENCES[self.kind],
        )


def kind_of(id_: str) -> str | None:
    """Of which ontology an id is."""
    prefix = id_.partition(":")[0].lower()
    return prefix if prefix in KINDS else None
