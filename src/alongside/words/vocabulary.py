"""The clinical terms that this community's texts are read by: those that ship, and added ones."""

from __future__ import annotations

import logging
from functools import lru_cache

from django.conf import settings

from alongside.language.concepts import Vocabulary, starter
from alongside.language.concepts.loading import LoadingError, merged
from alongside.language.concepts.loading.kept import Stamp, kept, stamp
from alongside.language.concepts.starter import entries, words

log = logging.getLogger(__name__)


def live_vocabulary() -> Vocabulary:
    """Looks at the files' times before each text, and reads them again only when one changed."""
    return _vocabulary(stamp(settings.VOCABULARIES))


@lru_cache(maxsize=1)
def _vocabulary(found: Stamp) -> Vocabulary:
    if not found:
        return starter()
    try:
        return merged(entries(), words(), kept(settings.VOCABULARIES))
    except LoadingError as error:
        # Nobody's post waits for an operator.
        log.warning("%s Until then texts are read by what ships with Alongside.", error)
        return starter()
