"""Phrases written with their choices: "(he|she) (has|) fainted" is four phrases.

Where there are few they are spelled out; where there are many they become one regular expression,
which is tried only on a sentence that holds the words it cannot do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from alongside.language.folding import fold

_NAME = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[()|]|[^()|]+")
# Without their apostrophe these are other words.
_OTHER_WORDS = re.compile(r"\b(?:i'll|we're|we'll|he'll|she'll|i'd|he'd|she'd|we'd)\b")
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# A number of one to three figures, and of four: figures are read as zeros.
_FIGURES = re.compile(r"0{3,4}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to go on; an empty one means that it may be left out."""

    ways: tuple[Way, ...]


# What is written one after the other.
Way = tuple["str | Choice", ...]


def filled(written: str, named: Mapping[str, str]) -> str:
    """With names such as "{he}" replaced by the choice they stand for."""
    return _NAME.sub(lambda name: f"({named[name[1]]})", written)


def parsed(written: str) -> Way:
    """The tree of a phrase."""
    return (Choice(tuple(_ways(iter(_TOKEN.findall(written))))),)


def _ways(tokens: Iterator[str]) -> Iterator[Way]:
    """Up to the closing bracket or the end."""
    way: list[str | Choice] = []
    for piece in tokens:
        if piece == "(":
            way.append(Choice(tuple(_ways(tokens))))
        elif piece == "|":
            yield tuple(way)
            way = []
        elif piece == ")":
            break
        else:
            way.append(piece)
    yield tuple(way)


def spelled(way: Way) -> list[str]:
    """Every way to say it, folded, and also as those write it who leave out apostrophes."""
    found: dict[str, None] = {}
    for phrase in _said(way):
        plain = fold(phrase).text.strip()
        found[plain] = None
        found[bare(plain)] = None
    found.pop("", None)
    return list(found)


def _said(way: Way) -> Iterator[str]:
    parts = ([part] if isinstance(part, str) else _said_by(part) for part in way)
    return map("".join, product(*parts))


def _said_by(choice: Choice) -> list[str]:
    return [said for way in choice.ways for said in _said(way)]


def bare(word: str) -> str:
    """Without its apostrophes, where that leaves it the word it is."""
    return word if _OTHER_WORDS.search(word) else word.replace("'", "")


def expression(way: Way) -> str:
    """The regular expression of a phrase over folded text. It has no open-ended repetition."""
    return "".join(_literal(part) if isinstance(part, str) else _either(part) for part in way)


def _either(choice: Choice) -> str:
    return f"(?:{'|'.join(map(expression, choice.ways))})"


def _literal(text: str) -> str:
    words = (_spelling(word) for word in re.split(" +", text))
    return GAP.join(words)


def _spelling(word: str) -> str:
    figures = _FIGURES.fullmatch(word)
    if figures:
        return r"\d{4}" if len(word) == 4 else r"\d{1,3}"
    escaped = re.escape(word)
    return escaped if _OTHER_WORDS.search(word) else escaped.replace("'", "'?")


# Between two words; also where one of them was left out.
GAP = r"\W{0,6}\b"


def needs(way: Way, common: Mapping[str, float]) -> list[tuple[float, frozenset[str]]]:
    """Sets of words of each of which the phrase holds one; with how often such words are met."""
    found = []
    for at, part in enumerate(way):
        if isinstance(part, Choice):
            words = _needs_of(part, common) if _apart(part, way, at) else frozenset()
            if words:
                found.append((_cost(words, common), words))
        else:
            whole = _whole_words(part, first=at == 0, last=at + 1 == len(way))
            found += [(_cost({word}, common), frozenset({word, bare(word)})) for word in whole]
    return found


def _apart(choice: Choice, way: Way, at: int) -> bool:
    """Whether its words are whole: they are not in "what('s| is)"."""
    before, after = way[at - 1] if at else " ", way[at + 1] if at + 1 < len(way) else " "
    return not any(
        said.startswith("'")
        or (isinstance(before, str) and not before.endswith(" ") and not said.startswith(" "))
        or (isinstance(after, str) and after[0] not in " '" and not said.endswith(" "))
        for said in _said_by(choice)
        if said
    )


def _needs_of(choice: Choice, common: Mapping[str, float]) -> frozenset[str]:
    every: set[str] = set()
    for way in choice.ways:
        best = min(needs(way, common), default=(0.0, frozenset[str]()), key=lambda need: need[0])
        if not best[1]:
            return frozenset()
        every |= best[1]
    return frozenset(every)


def _cost(words: frozenset[str] | set[str], common: Mapping[str, float]) -> float:
    return sum(common.get(word, 0.02) for word in words)


def _whole_words(text: str, *, first: bool, last: bool) -> list[str]:
    """The words of `text` that are not parts of longer ones, nor figures."""
    found = WORD.findall(text)
    if found and not first and not text.startswith(" "):
        found = found[1:]
    if found and not last and not text.endswith(" "):
        found = found[:-1]
    return [word for word in found if not word.isdigit()]
