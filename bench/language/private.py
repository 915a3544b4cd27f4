"""Private details: how many of those that are there are found, and how many of those found are.

A detail is found where a finding of its kind lies over it. A finding is right where it lies over a
labelled detail of its kind, and wrong everywhere else: over a label of another kind, such as a date
or a ZIP code, or over none.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from alongside.language.folding import fold
from alongside.language.private import PrivateDetails
from bench.language.bars import TEXTS, Bar, at_least, at_most, corpus, named

OWN, WIDE = TEXTS / "private_details.tsv", "private_details_even.json.gz"
# Any date; which of them somebody was born on, the wide set does not say.
DATE = "date"
LATER = TEXTS / "private_details_later.tsv"
# What others call the kinds that both have.
LABELS = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "US_SSN": "national-id",
    "CREDIT_CARD": "card", "IBAN_CODE": "bank", "STREET_ADDRESS": "address",
    "US_DRIVER_LICENSE": "document", "DATE_TIME": DATE,
}  # fmt: skip
MARK = re.compile(r"\{([a-z-]+)\|([^}]*)\}")
Span = tuple[int, int]
# kind -> (recall, precision): the bars. Those from `bank` on are our own, a little under what was
# measured, so that what got worse is seen.
WANTED = {
    "email": (0.97, 0.98), "national-id": (0.97, 0.98), "card": (0.97, 0.98),
    "phone": (0.85, 0.85), "bank": (0.95, 0.95), "birth": (0.9, 0.9), "record": (0.85, 0.9),
    "document": (0.9, 0.9), "address": (0.65, 0.9),
}  # fmt: skip


@dataclass
class Labelled:
    text: str
    details: list[tuple[str, Span]] = field(default_factory=list)


@dataclass
class Count:
    """Of one kind, over all texts."""

    there: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0


def own_texts(path: Path = OWN) -> list[Labelled]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_unmarked(line) for line in lines if line and not line.startswith("# ")]


def _unmarked(line: str) -> Labelled:
    labelled, done = Labelled(""), 0
    for mark in MARK.finditer(line):
        labelled.text += line[done : mark.start()]
        start = len(labelled.text)
        labelled.text += mark[2]
        labelled.details.append((mark[1], (start, len(labelled.text))))
        done = mark.end()
    labelled.text += line[done:]
    return labelled


def wide_texts(path: Path) -> list[Labelled]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [Labelled(one["text"], list(_spans(one))) for one in json.load(file)]


def _spans(one: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, Span]]:
    for span in one["spans"]:
        if kind := LABELS.get(span["entity_type"]):
            yield kind, (int(span["start_position"]), int(span["end_position"]))


def counted(texts: Iterable[Labelled]) -> dict[str, Count]:
    details, counts = PrivateDetails(("US", "GB", "CA")), {}
    for text in texts:
        found = [(one.kind, (one.start, one.end)) for one in details.find(fold(text.text))]
        for kind, span in text.details:
            if kind == DATE:
                continue
            count = counts.setdefault(kind, Count())
            count.there += 1
            count.found += _met(kind, span, found)
        for kind, span in found:
            count = counts.setdefault(kind, Count())
            count.said += 1
            count.right += _met(kind, span, text.details)
    return counts


def _met(kind: str, span: Span, others: Iterable[tuple[str, Span]]) -> bool:
    kinds = {kind, DATE} if kind == "birth" else {kind}
    return any(
        other in kinds and span[0] < end and start < span[1] for other, (start, end) in others
    )


def measure() -> list[Bar]:
    bars = [*_bars(own_texts(), OWN), *_bars_of_all(own_texts(LATER), LATER)]
    path = corpus(WIDE)
    return bars + list(_bars(wide_texts(path), path)) if path else bars


def _bars_of_all(texts: list[Labelled], path: Path) -> Iterator[Bar]:
    """All kinds together, where there are few of each."""
    counts, on = counted(texts).values(), named(path, len(texts))
    found, there = sum(count.found for count in counts), sum(count.there for count in counts)
    right, said = sum(count.right for count in counts), sum(count.said for count in counts)
    yield at_least(f"private details, found ({found} of {there})", found / there, 0.9, on)
    yield at_least(f"private details, right ({right} of {said})", right / said, 0.9, on)


def _bars(texts: list[Labelled], path: Path) -> Iterator[Bar]:
    on = named(path, len(texts))
    for kind, count in sorted(counted(texts).items()):
        recall, precision = WANTED[kind]
        if count.there:
            what = f"private {kind}, found ({count.found} of {count.there})"
            yield at_least(what, count.recall, recall, on)
        what = f"private {kind}, right ({count.right} of {count.said})"
        yield at_least(what, count.precision, precision, on)
    none = [text for text in texts if not text.details]
    if path == OWN:
        alarms = sum(count.said for count in counted(none).values())
        yield at_most(
            "private details seen where there are none", alarms, 0, named(path, len(none))
        )
