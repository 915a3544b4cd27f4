"""How people disguise a word: leet, single letters, stretched letters, one letter lost or swapped.

Accents, look-alike letters and invisible characters are gone before: see folding.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from alongside.language.folding import Folded

# A drop or a swap in shorter words makes other words.
DROP_MIN, SWAP_MIN, SPLIT_MIN = 5, 4, 5
# No word the filter knows is longer, disguised or not.
LONGEST = 40

_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"}
_SIGNS = {"@": "a", "$": "s", "!": "i", "|": "i", "+": "t", "€": "e", "£": "l"}
_AS_I = str.maketrans(_LEET | _SIGNS)
_AS_L = str.maketrans(_LEET | _SIGNS | {"1": "l", "!": "l", "|": "l"})
_LEET_RUN = re.compile(r"[0-9@$!|+€£]+")
_LEET_WORD = re.compile(r"[a-z0-9@$!|+€£]+")
_DIGITS = "0123456789"
# Signs that end a sentence or stand before a number as often as they stand for a letter.
_EDGES = "!|+"
_SIGNS_IN = "._*~^"
_SIGN = re.compile(r"[._*~^](?=[a-z])")
_SIGNED_WORD = re.compile(r"[a-z._*~^]+")
_AS_SPACES = str.maketrans(_SIGNS_IN, " " * 5)
_LETTERS = re.compile(r" [a-z0-9](?: {1,3}[a-z0-9](?= )){2,}+")


def near_spellings(word: str) -> set[str]:
    """The word with one letter dropped, never the first, or two neighbours swapped."""
    near = set()
    if len(word) >= DROP_MIN:
        near |= {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    if len(word) >= SWAP_MIN:
        near |= {
            word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
        }
    return near - {word}


def splits(word: str) -> set[str]:
    """The word broken in two by a space or a sign."""
    if len(word) < SPLIT_MIN:
        return set()
    return {f"{word[:at]} {word[at:]}" for at in range(1, len(word))}


def unleet(word: str) -> tuple[str, ...]:
    """What a word with digits or signs for letters may say: "1" is an i, or an l; or nothing, as in
    a name with a number behind it.
    """
    return word.translate(_AS_I), word.translate(_AS_L), word.strip(_DIGITS)


def starred(word: str) -> set[str]:
    """The word with a star for one letter, or for all but the first and last."""
    one = {word[:at] + "*" + word[at + 1 :] for at in range(1, len(word) - 1)}
    return one | {word[0] + "*" * (len(word) - 2) + word[-1]}


def signed_words(folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Words with signs inside, as they stand, and where: "wo.rd", "w_o_rd", "w*rd"."""
    text, done = folded.text, 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        while at > done and text[at - 1] in _SIGNS_IN:
            at -= 1
        if at < done or at == 0 or not "a" <= text[at - 1] <= "z":
            continue
        start = _word_start(text, at, max(done, at - LONGEST), _SIGNED_WORD)
        found = _SIGNED_WORD.match(text, start, start + LONGEST)
        done = found.end() if found else at + 1
        word = text[start:done].rstrip(_SIGNS_IN)
        start += len(word) - len(word.lstrip(_SIGNS_IN))
        yield text[start : start + len(word)], start, start + len(word)


def parts(word: str) -> list[str]:
    """What stands between the signs."""
    return word.translate(_AS_SPACES).split()


def leet_words(folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Words of letters with digits or signs between them, as they stand, and where."""
    text, done = folded.text, 0
    for run in _LEET_RUN.finditer(text):
        start, end = run.span()
        if start < done or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            continue
        start = _word_start(text, start, max(done, start - LONGEST), _LEET_WORD)
        found = _LEET_WORD.match(text, start)
        done = found.end() if found else end
        word = text[start:done]
        bare = word.strip(_EDGES)
        if 3 <= len(bare) <= LONGEST:
            start += word.index(bare)
            yield bare, start, start + len(bare)


def _word_start(text: str, at: int, least: int, letters: re.Pattern[str]) -> int:
    while at > least and letters.match(text[at - 1]):
        at -= 1
    return at


def spelled_letters(folded: Folded) -> Iterator[tuple[str, list[int]]]:
    """Runs of three or more single letters: "f u c k", "f.u.c.k"; with the place of each."""
    for run in _LETTERS.finditer(folded.words):
        places = [at for at, ch in enumerate(run.group(), run.start() - 1) if ch != " "]
        yield run.group().replace(" ", ""), places


def runs(word: str) -> tuple[str, tuple[int, ...]]:
    """A word's letters without repeats, and how often each stands: "fuuck" is "fuck", 1 2 1 1."""
    counted = [(letter, sum(1 for _ in same)) for letter, same in groupby(word)]
    return "".join(letter for letter, _ in counted), tuple(count for _, count in counted)


class Stretched:
    """Words by their letters without repeats, so that a stretched one is found."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for word in words:
            letters, counts = runs(word)
            self._words.setdefault(letters, []).append((word, counts))

    def word(self, stretched: str) -> str | None:
        """The word that this one stretches. No letter may stand fewer times than in the word:
        "niiiger" is a country said slowly.
        """
        letters, counts = runs(stretched)
        for word, least in self._words.get(letters, ()):
            if all(count >= few for count, few in zip(counts, least, strict=True)):
                return word
        return None
