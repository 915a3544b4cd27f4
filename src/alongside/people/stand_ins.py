"""Stand-ins: a name for one conversation, which says nothing of whose it is.

Somebody who asks without their name writes as one, and what somebody who left wrote stands under
one in each conversation, so that two conversations cannot be laid side by side.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from functools import cache

from django.utils import timezone

from alongside.people.models import Member, Role
from alongside.people.names import in_latin, name_key

TRIES = 20
_FIRST = (
    "Amber", "Brave", "Bright", "Calm", "Clear", "Cosy", "Early", "Gentle", "Golden", "Green",
    "Kind", "Little", "Merry", "Mild", "Misty", "Mossy", "Quiet", "Silver", "Soft", "Steady",
    "Still", "Sunny", "Tidal", "Warm",
)  # fmt: skip
_SECOND = (
    "Acorn", "Alder", "Aspen", "Birch", "Bracken", "Brook", "Cedar", "Clover", "Cove", "Fern",
    "Field", "Harbor", "Hazel", "Heath", "Hill", "Ivy", "Juniper", "Lake", "Larch", "Maple",
    "Meadow", "Olive", "Pebble", "Pine", "Rowan", "Sage", "Shore", "Thistle", "Willow", "Yarrow",
)  # fmt: skip


def make_stand_in(*, at: datetime | None = None, sample: bool = False) -> Member:
    """A fresh one: "Quiet Willow 4127". Nobody can sign in as it.

    Every stand-in is alike: the same role, no zone, joined when it was made.

    Args:
        at: when the conversation it is made for began.
        sample: whether it goes when the sample community is taken away.
    """
    for _ in range(TRIES):
        name = (
            f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)} {secrets.randbelow(9000) + 1000}"
        )
        if not Member.objects.filter(name_key=name_key(name)).exists():
            return Member.objects.create_member(
                name, role=Role.MEMBER, stand_in=True, is_active=False,
                joined_at=at or timezone.now(), sample=sample,
            )  # fmt: skip
    raise RuntimeError("no free name for a stand-in was found")


def sounds_like_stand_in(name: str) -> bool:
    """Whether somebody of that name could be taken for a stand-in, with any number or none."""
    words = re.sub(r"[\W\d_]+$", "", name)
    return not {name_key(words), name_key(in_latin(words))}.isdisjoint(_keys())


@cache
def _keys() -> frozenset[str]:
    return frozenset(name_key(first + second) for first in _FIRST for second in _SECOND)
