"""Which side of the body: "left" and "right" where they mean one, and what they speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

LEFT, RIGHT, BOTH = "left", "right", "both"

_NAMED = {
    "left": LEFT,
    "right": RIGHT,
    "both sides": BOTH,
    "bilateral": BOTH,
    "either side": BOTH,
    "each side": BOTH,
    "both arms": BOTH,
    "both legs": BOTH,
    "both hands": BOTH,
    "both feet": BOTH,
    "both eyes": BOTH,
}
_BODY = (
    r"(?:sided?|arms?|hands?|legs?|foot|feet|eyes?|ears?|faces?|facial|fingers?|thumb|wrist|elbow|"
    r"shoulder|hip|knee|ankle|calf|thigh|toes?|cheek|eyelids?|half|hemi\w*|hemisphere|brain|lung|"
    r"frontal|parietal|temporal|occipital|basal|thalam\w+|cerebell\w+|mca|pca|aca|ica|middle|"
    r"carotid|vertebral|internal|upper|lower|atri\w+|ventric\w+|temple|neck|body)"
)
# "on the left", and then no word that would turn it into "the left lane".
_ALONE = (
    r"(?:$|[.,;:!?)\"]| ?(?:and|but|or|since|so|is|was|has|are|were|now|too|only|more|than|after|"
    r"when|with|where|at|then|which|because|if|this|last|for|mostly|sometimes|as well)\b)"
)
_BEFORE_BODY = re.compile(rf" ?{_BODY}\b")
_BEFORE_END = re.compile(rf" ?{_ALONE}")
_ON_THE = re.compile(
    r"\b(?:on|to|down|in|of|from|his|her|my|their|its|your|our|the|mostly|more|the whole) "
    r"(?:the |his |her |my |their |its |your |our )?$"
)
_WORDS = re.compile(r"[a-z0-9']+")
# "left" and "right" as verbs, times and answers: what stands right behind tells.
_TURNS = (
    "with him her me us them before after during now away when the a an at from there here out in"
    " into to for and or but behind hospital school home work it his my this that on i he she we"
    " they you so because if by alone over untreated until through up back off down is was"
)
_NO_SIDE = frozenset(_TURNS.split())
_FAMILY = (" of the family", " of my family", " of our family", " of his family", " of her family")
_ADJECTIVE_WORDS = 3
_ADJECTIVE_REACH = 32


@dataclass(slots=True)
class Mention:
    """A side, where it stands, and whether it stands before what it is of ("left MCA stroke")."""

    start: int
    end: int
    side: str
    ahead: bool


def mentions(text: str, starts: list[int]) -> Iterator[Mention]:
    """Every word for a side that means one, given where concepts with a side start."""
    for word, side in _NAMED.items():
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if _whole(text, at, end):
                if side == BOTH and text.startswith(_FAMILY, end):
                    pass
                elif side == BOTH:
                    yield Mention(at, end, side, ahead=False)
                elif found := _one(text, at, end, side, starts):
                    yield found
            at = text.find(word, end)


def _whole(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _one(text: str, at: int, end: int, side: str, starts: list[int]) -> Mention | None:
    behind = text[end : end + 24]
    on_the = bool(_ON_THE.search(text, max(0, at - 16), at))
    if _BEFORE_BODY.match(behind):
        ahead = not on_the or _soon(text, end, starts)
        return Mention(at, end, side, ahead=ahead)
    if on_the and _BEFORE_END.match(behind):
        return Mention(at, end, side, ahead=False)
    if _soon(text, end, starts):
        return Mention(at, end, side, ahead=True)
    return None


def _soon(text: str, end: int, starts: list[int]) -> bool:
    """Whether a concept starts right here or a few plain words further on."""
    index = bisect_left(starts, end)
    if index == len(starts) or starts[index] - end > _ADJECTIVE_REACH:
        return False
    between = text[end : starts[index]]
    if any(ch in between for ch in ".,;:!?("):
        return False
    words = _WORDS.findall(between)
    return len(words) < _ADJECTIVE_WORDS and not any(word in _NO_SIDE for word in words)
