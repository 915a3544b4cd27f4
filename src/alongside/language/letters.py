"""What single characters look like to a reader: accents, invisible ones, look-alike letters.

The look-alike table is Unicode's own (UTS 39), as shipped by confusable-homoglyphs.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

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


# Letters that pass for Latin ones in a word, though Unicode's table, which compares their shapes
# in print, has them for others or for none.
_ALSO_TWINS = dict(zip("вькмнптиτηκνυμβειρ", "bbkmhntutnkvuubeip", strict=True))


def is_accent(ch: str) -> bool:
    """A mark over Latin, Greek or Cyrillic letters. In other scripts marks make the letter."""
    name = unicodedata.name(ch, "")
    return name.startswith("COMBINING") and "KATAKANA" not in name


@cache
def latin_twins() -> dict[str, str]:
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
    return twins | _ALSO_TWINS


def _first_latin(looks_like: list[dict[str, str]]) -> str:
    for twin in looks_like:
        parts = unicodedata.normalize("NFKD", twin["c"])
        bare = "".join(ch for ch in parts if unicodedata.category(ch)[0] in "LN")
        if bare.isascii() and bare:
            return bare
    return ""
