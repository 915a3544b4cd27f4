"""Words of other people in a mail: one line, and never a link.

Mail clients make links of whatever looks like an address, so a chosen name such as
"Win.example.com" would be one, in a mail from us. A word joiner (U+2060), which is not seen and
not read out, keeps what looks like an address from being one.
"""

from __future__ import annotations

import re
import unicodedata

JOINER = "\u2060"
# Parts of words in Persian and in the scripts of India.
JOINING = "\u200c\u200d"
# Between letters or digits: dots (and what IDNA reads as one), @, and the colon of a scheme.
_DOT = re.compile(r"(?<=\w)[.\u3002\uff0e\uff61](?=\w)")
_AT = re.compile(r"[@\uff20]")
_COLON = re.compile(r"(?<=\w)[:\uff1a](?=\S)")
_SLASHES = re.compile(r"//")


def harmless(text: str) -> str:
    """On one line, without what steers a terminal or turns the line around, and no link in it."""
    kept = (" " if _breaks(ch) else ch for ch in text if _breaks(ch) or not _steers(ch))
    line = " ".join("".join(kept).split())
    for pattern in (_DOT, _AT, _COLON):
        line = pattern.sub(rf"{JOINER}\g<0>{JOINER}", line)
    return _SLASHES.sub(f"/{JOINER}/", line)


def _breaks(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Zl", "Zp") or letter in "\x85\x1f"


def _steers(letter: str) -> bool:
    """Control and format characters (bidi overrides, zero widths), and halves of a letter."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in JOINING
