"""How many years of school an English text asks of its readers: the Flesch-Kincaid grade.

The formula is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
formulas for Navy enlisted personnel", Naval Technical Training Command, Report 8-75 (1975). It sees
long sentences and long words, and nothing else: a text of grade 3 can still be wrong, cold or
confusing. Libraries that compute it load a language toolkit, and fetch data when they run; so the
formula stands here, and syllables come from the hyphenation of pyphen and from groups of vowels.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

# At a full stop that ends something, at a blank line, and at each line of a list.
_SENTENCE_ENDS = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúü]+")
_SILENT = re.compile(
    r"(?:(?<=[^aeiouy])(?<![^aeiouylr]l)e|[gq]ue)$"
    r"|(?<=[^aeiouyszxcg])(?<![sc]h)(?<![^aeiouylr]l)es$|[gq]ues$"
    r"|(?<=[^aeiouytd])(?<![^aeiouylr]l)ed$"
)
_SILENT_INSIDE = re.compile(r"(?<=[^aeiouy])e(?=(?:ly|ment|ful|less|ness|where|some|thing)s?$)")
# Vowels that stand together and are said apart.
_APART = re.compile(
    r"(?<![cstg])ia(?!n$|l$)|(?<![cst])ia[nl]$|[aeiou]ing|ying$|eo(?!u|p)|io(?!n|us)|(?<![tcsg])ious|"
    r"(?<![gq])ua(?!r|l?i|de)|uou|iu|[^q]uie|ism$|asm$|creat|dua|diet|quiet|ui(?=t[iey])"
)
_ODD = {
    "somebody": 3, "everybody": 4, "anybody": 4, "something": 2, "everything": 3, "someone": 2,
    "anyone": 3, "everyone": 3, "everywhere": 3, "sometimes": 2, "people": 2, "real": 1,
    "really": 2, "aspirin": 2, "evening": 2, "safety": 2, "tongue": 1, "area": 3, "idea": 3,
    "being": 2, "seeing": 2, "yes": 1, "himself": 2, "aren't": 1, "isn't": 2, "friend": 1,
    "friends": 1, "science": 2, "one": 1, "once": 1, "used": 1, "named": 1, "closed": 1,
}  # fmt: skip
# Said letter by letter: MRI, NHS.
_SPELLED_MAX = 5
HARD_SYLLABLES = 3


@dataclass(frozen=True, slots=True)
class Grade:
    """What was measured.

    Attributes:
        grade: years of school in the USA: 6.0 is read well at eleven or twelve. 0 without words.
        sentences, words, syllables: counts.
        hard_words: words of three syllables or more, those said most often first.
        long_sentences: the longest sentences, longest first.
    """

    grade: float
    sentences: int
    words: int
    syllables: int
    hard_words: tuple[str, ...]
    long_sentences: tuple[str, ...]


def grade(text: str, *, shown: int = 5) -> Grade:
    """The grade of an English text, with what to change first. Never raises."""
    told = [" ".join(said.split()) for said in _SENTENCE_ENDS.split(text)]
    sentences = [(said, _WORD.findall(said)) for said in told if _WORD.search(said)]
    words = [word for _, said in sentences for word in said]
    if not words:
        return Grade(0.0, 0, 0, 0, (), ())
    counts = [syllables(word) for word in words]
    score = 0.39 * len(words) / len(sentences) + 11.8 * sum(counts) / len(words) - 15.59
    hard = [word.lower() for word, n in zip(words, counts, strict=True) if n >= HARD_SYLLABLES]
    by_length = sorted(sentences, key=lambda said: -len(said[1]))
    return Grade(
        grade=max(0.0, round(score, 1)),
        sentences=len(sentences),
        words=len(words),
        syllables=sum(counts),
        hard_words=tuple(sorted(dict.fromkeys(hard), key=lambda word: (-hard.count(word), word)))[
            :shown
        ],
        long_sentences=tuple(said for said, _ in by_length[:shown]),
    )


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """How many syllables a word has: of two ways to count, the larger."""
    if word.isupper() and 1 < len(word) <= _SPELLED_MAX:
        return len(word)
    low = word.lower().replace("’", "'").removesuffix("'s")
    if low in _ODD:
        return _ODD[low]
    return max(1, _by_vowels(low.replace("'", "")), len(_hyphenation()(low)) + 1)


def _by_vowels(word: str) -> int:
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    return count - len(_SILENT_INSIDE.findall(word)) - bool(_SILENT.search(word))


@cache
def _hyphenation() -> Callable[[str], list[int]]:
    """Where a word may be parted. Loaded by name, at the first word: no page waits for it."""
    positions: Callable[[str], list[int]] = import_module("pyphen").Pyphen(lang="en_US").positions
    return positions
