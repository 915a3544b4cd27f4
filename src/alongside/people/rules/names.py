"""Which names a person may choose: readable, unlike anybody else's, and no promise of a role.

Imported names do not come this way: they are what stood on the old page.
"""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError

from alongside.language.letters import UNSEEN
from alongside.people.hurtful import name_hurts
from alongside.people.models import NAME_MAX, Member
from alongside.people.names import in_latin, name_key
from alongside.people.reserved import sounds_like_staff
from alongside.people.stand_ins import sounds_like_stand_in

NAME_MIN = 2
_MARKS = " ._-'"
# More marks than this on one letter climb out of their line.
_PILED_UP = 3

SHORT = f"Please choose a name of {NAME_MIN} letters or more."
LONG = f"Please choose a name of {NAME_MAX} letters or fewer."
NO_LETTER = "Please use at least one letter in the name."
HIDDEN = "There is a hidden character in this name. Please type it again by hand."
ODD = "A name can have letters, numbers, spaces and these: . _ - '  Please leave out {ch}"
FANCY = "Please use plain letters, so that everyone can read the name."
MIXED = "Please write the name in one alphabet. These letters come from more than one."
STAFF = "This name sounds like one of our staff. Please choose another."
HURTS = "There is a word in this name that we hide here, since it can hurt. Please choose another."
STAND_IN = "We give names like this one to people who ask without theirs. Please choose another."
TAKEN = (
    "This name is taken, or looks too much like one that is. "
    "Please choose another, or add a word or a number."
)


def check_name(name: str, *, exclude: Member | None = None, staff: bool = False) -> str:
    """The name as it will be kept: NFC, a plain apostrophe, single spaces.

    `exclude` is the member who keeps their own name; `staff` may have a name that says so.

    Raises:
        ValidationError: with a sentence for the person who chose it.
    """
    name = _tidy(name)
    for problem in (_wrong_size(name), _wrong_letters(name)):
        if problem:
            raise ValidationError(problem, code="name")
    if not staff and sounds_like_staff(name, settings.ALONGSIDE.community_name):
        raise ValidationError(STAFF, code="staff")
    if sounds_like_stand_in(name):
        raise ValidationError(STAND_IN, code="stand_in")
    if name_hurts(name):
        raise ValidationError(HURTS, code="hurts")
    if _is_taken(name, exclude):
        raise ValidationError(TAKEN, code="taken")
    return name


def _tidy(name: str) -> str:
    # Phones type a curly apostrophe: O’Brien is not another name than O'Brien.
    name = unicodedata.normalize("NFC", name).replace("\u2019", "'")
    return re.sub(" +", " ", name).strip(" ")


def _wrong_size(name: str) -> str:
    if len(name) < NAME_MIN:
        return SHORT
    return LONG if len(name) > NAME_MAX else ""


def _wrong_letters(name: str) -> str:
    for ch in name:
        if problem := _wrong_character(ch):
            return problem
    if not any(ch.isalpha() for ch in name) or not name_key(name):
        return NO_LETTER
    if unicodedata.normalize("NFKC", name) != name or _marks_pile_up(name):
        return FANCY
    return MIXED if len(_alphabets(name)) > 1 else ""


def _wrong_character(ch: str) -> str:
    category = unicodedata.category(ch)
    # Bidi controls and zero-width characters are "Cf"; the rest are line ends, unassigned, private.
    if category[0] == "C" or ch in UNSEEN:
        return HIDDEN
    if category in ("Zl", "Zp") or (category == "Zs" and ch != " "):
        return HIDDEN
    if category[0] in "LM" or category == "Nd" or ch in _MARKS:
        return ""
    return ODD.format(ch=ch)


def _marks_pile_up(name: str) -> bool:
    """Marks with no letter to stand on, or a tower of them."""
    kinds = "".join("m" if unicodedata.category(ch)[0] == "M" else "." for ch in name)
    return kinds.startswith("m") or "m" * _PILED_UP in kinds


def _alphabets(name: str) -> set[str]:
    """The scripts of the letters: {"LATIN", "CYRILLIC"} for a name that mixes look-alikes.

    The first word of a letter's Unicode name is its script. Japanese and Korean write several
    together, so those count as one.
    """
    found = {unicodedata.name(ch, "?").split()[0] for ch in name if ch.isalpha()} - {"MODIFIER"}
    return {"EAST ASIAN" if script in _EAST_ASIAN else script for script in found}


_EAST_ASIAN = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
)


def _is_taken(name: str, exclude: Member | None) -> bool:
    # Read both as its own alphabet and as somebody who knows only Latin letters reads it.
    others = Member.objects.filter(name_key__in={name_key(name), name_key(in_latin(name))})
    if exclude is not None:
        others = others.exclude(pk=exclude.pk)
    return others.exists()
