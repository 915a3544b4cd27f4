"""Our own sentences of families, with what should be found in each; and how much of it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.language import read
from alongside.language.concepts.telling import AGE
from alongside.language.folding import fold
from bench.language.bars import TEXTS

SENTENCES = TEXTS / "lay_sentences.tsv"
_LABEL = re.compile(r"(\S+) (.*?)(?: /(left|right|both))?(?: @(.*))?")


@dataclass(frozen=True)
class Label:
    id: str
    name: str
    side: str
    onset: str


@dataclass
class Score:
    """Counts over sentences. Each id counts once a sentence."""

    expected: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected

    @property
    def precision(self) -> float:
        return self.right / self.found


def sentences(*, held: bool) -> list[tuple[str, list[Label]]]:
    """One half: that by which the rules were written, or the one that was held back from it."""
    told = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, _, labels = line.partition("\t")
            if is_held(text) == held:
                told.append((text, [_label(said) for said in labels.split("; ") if said]))
    return told


def is_held(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) % 2 == 1


def _label(said: str) -> Label:
    match = _LABEL.fullmatch(said)
    if match is None:
        raise ValueError(f"Not a label: {said}")
    return Label(match[1], match[2], match[3] or "", match[4] or "")


def concepts(half: Iterable[tuple[str, list[Label]]]) -> Score:
    """How many of the labels were found, and how much that was found is labelled."""
    score = Score()
    for text, labels in half:
        wanted = {_key(label.id, label.name) for label in labels}
        found = {_key(concept.id, concept.name) for concept in read(text).concepts}
        score.expected += len(wanted)
        score.found += len(found)
        score.right += len(wanted & found)
        score.missed += [f"{key}: {text}" for key in sorted(wanted - found)]
        score.extra += [f"{key}: {text}" for key in sorted(found - wanted)]
    return score


def _key(id_: str, name: str) -> str:
    """An age counts with its number, everything else by its id."""
    return f"{id_} {name.partition(' ')[0]}" if id_ == AGE else id_


def details(half: Iterable[tuple[str, list[Label]]], what: str) -> Score:
    """The same for sides ("side") or beginnings ("onset"), of the concepts that were found."""
    score = Score()
    for text, labels in half:
        wanted = {label.id: fold(getattr(label, what)).text for label in labels}
        found: dict[str, str] = {}
        for concept in read(text).concepts:
            if concept.id in wanted:
                told = fold(getattr(concept, what)).text
                found[concept.id] = found.get(concept.id) or told
        for id_, told in found.items():
            _compare(score, wanted[id_], told, f"{id_}: {text}")
    return score


def _compare(score: Score, wanted: str, found: str, where: str) -> None:
    same = bool(wanted and found) and (wanted in found or found in wanted)
    score.expected += bool(wanted)
    score.found += bool(found)
    score.right += same
    if not same and (wanted or found):
        score.missed.append(f"{wanted or '-'} / {found or '-'} {where}")
