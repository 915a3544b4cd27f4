"""A text as a reader sees it: lower case, plain letters, single spaces; and where each came from.

Every part looks for its words in the folded text and tells of them by their place in the original.
Lower case, accents off, invisible characters out, look-alike letters to Latin ones, full-width and
other compatibility forms to plain ones (NFKD), curly quotes straight, and hyphens, dashes and line
ends to single spaces: "20-month-old" reads "20 month old".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from alongside.language.letters import UNSEEN, is_accent, latin_twins

_SPACES = "\t\n\x0b\x0c\r-"
_ASCII = {ord(ch): " " for ch in _SPACES}
_QUOTES = {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"'}
_GAPS = re.compile(r"  +")
# What stands between words. Each is one character, and so is the space that takes its place.
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
_BETWEEN_ANY = re.compile(r"[^\w ]|_")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        original: as it was given.
        text: as it reads.
        starts: for each character of `text` the place in `original` it came from, and one more
            for the end; None where every character kept its place.
        words: `text` with a space for all that is no letter or digit, and one more at each end:
            " word " in it is a whole word, and `words[at + 1]` stands for `text[at]`.
    """

    original: str
    text: str
    starts: list[int] | None = None
    words: str = field(init=False)

    def __post_init__(self) -> None:
        text = self.text
        bare = text.translate(_BETWEEN) if text.isascii() else _BETWEEN_ANY.sub(" ", text)
        object.__setattr__(self, "words", f" {bare} ")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`, which must not be empty."""
        if self.starts is None:
            return start, end
        first, after = self.starts[start], self.starts[end]
        # One character that folds to several ("ﬁ") is found whole.
        return first, after if after > self.starts[end - 1] else self.starts[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text. Never raises; takes a time that grows with the length and no faster."""
    if text.isascii():
        folded, starts = text.lower().translate(_ASCII), None
    else:
        folded, starts = _fold_unicode(text)
    if "  " in folded:
        folded, starts = _close_gaps(folded, starts)
    return Folded(text, folded, starts)


def _fold_unicode(text: str) -> tuple[str, list[int] | None]:
    plain = {ch: _plain(ch) for ch in set(text)}
    folded = "".join(map(plain.__getitem__, text))
    if all(len(parts) == 1 for parts in plain.values()):
        return folded, None
    starts = [at for at, ch in enumerate(text) for _ in plain[ch]]
    return folded, [*starts, len(text)]


def _close_gaps(folded: str, starts: list[int] | None) -> tuple[str, list[int]]:
    kept: list[int] = []
    done = 0
    for gap in _GAPS.finditer(folded):
        kept.extend(range(done, gap.start() + 1))
        done = gap.end()
    kept.extend(range(done, len(folded) + 1))
    text = _GAPS.sub(" ", folded)
    return text, kept if starts is None else [starts[at] for at in kept]


@lru_cache(maxsize=8192)
def _plain(ch: str) -> str:
    """One character as it reads: some letters, a space, or nothing."""
    if ch.isascii():
        return ch.lower().translate(_ASCII)
    if ch in _QUOTES:
        return _QUOTES[ch]
    if ch in UNSEEN:
        return ""
    category = unicodedata.category(ch)
    if category[0] == "Z" or category == "Pd":
        return " "
    if category in ("Cf", "Cc", "Cs"):
        return ""
    return "".join(map(_letter, unicodedata.normalize("NFKD", ch))).translate(_ASCII)


def _letter(ch: str) -> str:
    if is_accent(ch):
        return ""
    low = ch.casefold()
    if low.isascii():
        return low
    twins = latin_twins()
    return (twins.get(low) or twins.get(ch) or low).casefold()
