"""What makes two names the same to a reader, whatever their bytes say."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from alongside.language.letters import UNSEEN, is_accent, latin_twins

# Whose own name may not stand here: somebody from an imported page, until they choose another.
NAME_HIDDEN = "Name hidden"
# These look alike to a reader who skims: I, l and 1; O and 0. The first is what casefold leaves.
_ASCII_TWINS = str.maketrans({"0": "o", "1": "l", "i": "l"})
_KEY_MAX = 120
# No name is longer. Unicode sorts the marks on a letter in a time that grows with the square of
# their number, so a text that is nothing but marks is not read to its end.
_READ_MAX = 4 * _KEY_MAX


def name_key(name: str) -> str:
    """Fold case, accents, invisible characters, spacing and look-alike letters.

    Two names with one key look alike. The look-alike table is Unicode's own (UTS 39),
    as shipped by confusable-homoglyphs.
    """
    key = "".join(map(_plain, unicodedata.normalize("NFKD", name[:_READ_MAX])))
    return key.replace("rn", "m").replace("vv", "w")[:_KEY_MAX]


def in_latin(name: str) -> str:
    """The name as read by someone who knows only Latin letters: Greek capitals can be "HANNA"."""
    if name.isascii():
        return name
    twins = latin_twins()
    return "".join(twins.get(ch, ch) for ch in unicodedata.normalize("NFKD", name[:_READ_MAX]))


@lru_cache(maxsize=4096)
def _plain(ch: str) -> str:
    """What one character counts as: a letter or digit, several of them, or nothing."""
    if unicodedata.category(ch)[0] not in "LNM" or ch in UNSEEN or is_accent(ch):
        return ""
    low = ch.casefold()
    if not low.isascii():
        # Either case may be the one with a Latin twin, and both must have the same key.
        twins = latin_twins()
        low = (twins.get(low) or twins.get(ch.upper()) or low).casefold()
    return low.translate(_ASCII_TWINS)
