"""What makes two names the same to a reader, whatever their bytes say."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

# These look alike to a reader who skims: I, l and 1; O and 0. The first is what casefold leaves.
_ASCII_TWINS = str.maketrans({"0": "o", "1": "l", "i": "l"})
_KEY_MAX = 120
# No name is longer. Unicode sorts the marks on a letter in a time that grows with the square of
# their number, so a text that is nothing but marks is not read to its end.
_READ_MAX = 4 * _KEY_MAX
# Letters and marks that draw nothing by themselves: Unicode's Default_Ignorable_Code_Point
# among the categories L and M.
UNSEEN = frozenset(
    map(
        chr,
        [
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ],
    )
)


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
    twins = _latin_twins()
    return "".join(twins.get(ch, ch) for ch in unicodedata.normalize("NFKD", name[:_READ_MAX]))


@lru_cache(maxsize=4096)
def _plain(ch: str) -> str:
    """What one character counts as: a letter or digit, several of them, or nothing."""
    if unicodedata.category(ch)[0] not in "LNM" or ch in UNSEEN or _is_accent(ch):
        return ""
    low = ch.casefold()
    if not low.isascii():
        # Either case may be the one with a Latin twin, and both must have the same key.
        twins = _latin_twins()
        low = (twins.get(low) or twins.get(ch.upper()) or low).casefold()
    return low.translate(_ASCII_TWINS)


def _is_accent(ch: str) -> bool:
    """A mark over Latin, Greek or Cyrillic letters. In other scripts marks make the letter."""
    name = unicodedata.name(ch, "")
    return name.startswith("COMBINING") and "KATAKANA" not in name


@cache
def _latin_twins() -> dict[str, str]:
    """Every letter that can pass for Latin ones, to those: a Cyrillic one to "a".

    Read on the first name that is not plain ASCII: the whole table is 18 MiB once parsed, so
    only what is needed of it stays, and the library that keeps all of it is not imported.
    """
    text = (files("confusable_homoglyphs") / "confusables.json").read_text(encoding="utf-8")
    table: dict[str, list[dict[str, str]]] = json.loads(text)
    twins = {}
    for ch, looks_like in table.items():
        if len(ch) == 1 and not ch.isascii() and (latin := _first_latin(looks_like)):
            twins[ch] = latin
    return twins


def _first_latin(looks_like: list[dict[str, str]]) -> str:
    for twin in looks_like:
        parts = unicodedata.normalize("NFKD", twin["c"])
        bare = "".join(ch for ch in parts if unicodedata.category(ch)[0] in "LN")
        if bare.isascii() and bare:
            return bare
    return ""
