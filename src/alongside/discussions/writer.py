"""Whose form it is: a signed name in each writing form, which outlives the session.

Words that are kept while somebody signs in belong to the one whose form they came from, and on a
shared computer the next person to sign in may be another.
"""

from __future__ import annotations

from functools import lru_cache

from django.core import signing

from alongside.people.viewer import Viewer

_SALT = "writer"
# A number of 19 digits, the time and the signature; anything longer was made up.
LONGEST = 120


def writer_mark(viewer: Viewer) -> str:
    """What stands in the form of somebody signed in; empty for anyone else."""
    return "" if viewer.id is None else _signed(viewer.id)


@lru_cache(maxsize=4096)
def _signed(member_id: int) -> str:
    return signing.dumps(member_id, salt=_SALT)


def marked_writer(mark: str) -> int | None:
    """The member whose form it was; None where the mark is missing or not ours."""
    if not mark or len(mark) > LONGEST:
        return None
    try:
        return int(signing.loads(mark, salt=_SALT))
    except signing.BadSignature:
        return None
