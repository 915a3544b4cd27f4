"""Conditions, signs, treatments and tests, in the words of families and in those of clinicians.

`Vocabulary.find` tells of each by its place, its id, its plain name, the side of the body and when
in life it began, so that "eye twitching" and "hemifacial spasm" can find one another later.
"""

from alongside.language.concepts.entries import Entry, Source
from alongside.language.concepts.starter import starter
from alongside.language.concepts.vocabulary import Vocabulary

__all__ = ["Entry", "Source", "Vocabulary", "starter"]
