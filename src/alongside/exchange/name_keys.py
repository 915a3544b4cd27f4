"""The stored key of a name that its bearer did not choose here.

Someone from an old page, or from the samples, takes the plain key where it is free: a reader could
not tell two such names apart, so no newcomer gets it. Where a member has it already, it stays
theirs, and the other person is kept under a key that no chosen name can have.
"""

from __future__ import annotations

import hashlib

from alongside.people.models import Member
from alongside.people.names import name_key


def key_beside(name: str, origin: str) -> str:
    """The plain key of `name`, or "origin:<digest>" where it is taken or empty.

    Chosen names have letters, digits and marks in their keys, never a colon.
    """
    plain = name_key(name)
    if plain and not Member.objects.filter(name_key=plain).exists():
        return plain
    return f"{origin}:{hashlib.sha256(name.encode()).hexdigest()}"
