"""Which names sound like the people who run the place.

A promise about who speaks is a role, and a role is shown beside the name, so a name that makes
the same promise is refused. The trap is names that real people have: Modesty, Stafford, Maud.
So the long words are looked for anywhere, and the short ones only where a reader sees a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.people.names import in_latin, name_key

ANYWHERE = ("moderator", "administrator", "ambassador", "supportteam", "alongside")
AS_A_WORD = frozenset(
    map(
        name_key,
        ["admin", "admins", "administration", "mod", "mods", "official", "staff", "sysadmin"],
    )
)
_ANYWHERE_KEYS = tuple(map(name_key, ANYWHERE))
# Shorter than this, a community's name may be part of a person's: Hope, Grace.
_LONG_ENOUGH = 8
# "adm1n", "m0d3r4t0r": digits that pass for letters, beyond those that name_key folds.
_DIGITS_AS_LETTERS = str.maketrans("34578", "easlb")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
_CAPITALS = re.compile(r"[A-Z]{2,}")


def sounds_like_staff(name: str, community: str = "") -> bool:
    """Whether a reader could take this name for a moderator, or for the community itself."""
    name = in_latin(name)
    return (
        any(word in key for key in _whole_keys(name) for word in _ANYWHERE_KEYS)
        or any(name_key(part) in AS_A_WORD for part in _parts(name))
        or _is_community(name, community)
    )


def _whole_keys(name: str) -> tuple[str, str]:
    return name_key(name), name_key(name.lower().translate(_DIGITS_AS_LETTERS))


def _parts(name: str) -> Iterator[str]:
    """What a reader sees as a word: between spaces and marks, capitals, or digits."""
    yield name if all(len(word) == 1 for word in name.split()) else ""
    for word in name.split():
        yield word
        yield word.lower().translate(_DIGITS_AS_LETTERS)
        yield from re.split(r"[\W_]+", word)
        yield from re.split(r"[\W\d_]+", word)
        yield from _CAMEL.findall(word)
        yield from _CAPITALS.findall(word)


def _is_community(name: str, community: str) -> bool:
    key, theirs = name_key(name), name_key(in_latin(community))
    return bool(theirs) and (key == theirs or (len(theirs) >= _LONG_ENOUGH and theirs in key))
