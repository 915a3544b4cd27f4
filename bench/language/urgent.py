"""Signs that somebody may need help now: how many are seen, and how often one is seen in error.

`urgent_signs.tsv` was written before the first rule. Half of it, by whether the SHA-256 of the text
is odd, is held: no error in it was looked at while rules were written. Of the other half, and of
`urgent_signs_more.tsv`, which was written along with the rules or read
by them later, every error was.
A sign counts as seen where a finding of its kind is there, whatever its place.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alongside.language.folding import fold
from alongside.language.urgent import find_urgent
from bench.language.bars import TEXTS, Bar, at_least, at_most, corpus, named

OWN, MORE = TEXTS / "urgent_signs.tsv", TEXTS / "urgent_signs_more.tsv"
WIDE = "medquad_neuro_heart.jsonl.gz"
NONE = "none"
RECALL, FALSE_ALARMS, ON_QUESTIONS = 0.95, 0.03, 0.005


@dataclass(frozen=True)
class Labelled:
    """A text, the kinds of which one should be found ("none": nothing), and the sort of text."""

    kinds: frozenset[str]
    sort: str
    text: str

    @property
    def held(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[-1] % 2 == 1

    @property
    def urgent(self) -> bool:
        return NONE not in self.kinds


def labelled(path: Path) -> list[Labelled]:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [Labelled(frozenset(kinds.split("|")), sort, text) for kinds, sort, text in rows]


def found(text: str) -> set[str]:
    return {finding.kind for finding in find_urgent(fold(text))}


def recall(texts: Iterable[Labelled]) -> float:
    urgent = [text for text in texts if text.urgent]
    return sum(not text.kinds.isdisjoint(found(text.text)) for text in urgent) / len(urgent)


def false_alarms(texts: Iterable[str]) -> float:
    alarms = [bool(found(text)) for text in texts]
    return sum(alarms) / len(alarms)


def by_kind(texts: Iterable[Labelled]) -> str:
    """Each kind as "seen/there"; a text of two kinds counts for the first of the alphabet."""
    there, seen = Counter[str](), Counter[str]()
    for text in texts:
        if text.urgent:
            kind = min(text.kinds)
            there[kind] += 1
            seen[kind] += not text.kinds.isdisjoint(found(text.text))
    return ", ".join(f"{kind} {seen[kind]}/{there[kind]}" for kind in sorted(there))


def measure() -> list[Bar]:
    every = labelled(OWN)
    halves = {half: [text for text in every if text.held is held] for half, held in HALVES}
    bars = []
    for half, texts in halves.items():
        urgent = [text for text in texts if text.urgent]
        others = [text.text for text in texts if not text.urgent]
        what = f"urgent signs, {half} half ({by_kind(texts)})"
        bars.append(at_least(what, recall(urgent), RECALL, named(OWN, len(urgent))))
        what = f"urgent signs seen in error, {half} half"
        bars.append(at_most(what, false_alarms(others), FALSE_ALARMS, named(OWN, len(others))))
    path = corpus(WIDE)
    return [*bars, *(wide(path) if path else ())]


HALVES = (("develop", False), ("held", True))


def wide(path: Path) -> Iterator[Bar]:
    pairs = list(_pairs(path))
    questions = [question for question, _ in pairs]
    yield at_most(
        "urgent signs seen in questions about illness",
        false_alarms(questions), ON_QUESTIONS, named(path, len(questions)),
    )  # fmt: skip


def answers_with_signs(path: Path) -> float:
    """The share of clinical prose that speaks of a sign; for information, it has no bar."""
    return false_alarms(answer for _, answer in _pairs(path))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            yield pair["question"], pair["answer"]
