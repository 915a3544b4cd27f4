"""Wider vocabularies that an operator supplies: HPO, MONDO and DOID, as the projects publish them.

Nothing of them ships with Alongside. A file is read line by line, what is wrong with it is told by
its line, and its version, its citation and its licence are kept and shown with it.
"""

from alongside.language.concepts.loading.files import read_file
from alongside.language.concepts.loading.merging import merged
from alongside.language.concepts.loading.ontology import LoadingError, Ontology, Term

__all__ = ["LoadingError", "Ontology", "Term", "merged", "read_file"]
