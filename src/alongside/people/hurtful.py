"""Words that the community's word filter hides: they stand in no name, and in no line of a profile.

In a post such a word is hidden and the rest is read. A name and a line are read everywhere and by
everyone, and are chosen anew in a moment, so there they are refused.
"""

from __future__ import annotations

import re

from alongside.language import Part
from alongside.words.reads import live_reader

LINE_HURTS = (
    "There is a word here that we hide, since it can hurt. Nothing was lost: "
    "please leave that word out, then save."
)
# What parts words in a name that has no spaces: "OneTwo", "one_two", "one2two".
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\d_.\-]+")


def holds_hidden_word(text: str) -> bool:
    return bool(text) and bool(live_reader().read(text, (Part.WORDS,)).masks)


def name_hurts(name: str) -> bool:
    """Also where words run together in it."""
    apart = _JOINTS.sub(" ", name)
    return holds_hidden_word(name) or (apart != name and holds_hidden_word(apart))
