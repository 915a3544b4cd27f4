"""Clinical terms: how many of our labelled sentences' concepts are found, how many found are right,
and what others call the same things.
"""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable

from alongside.language.concepts import starter
from alongside.language.folding import Folded, fold
from bench.language import lay
from bench.language.bars import Bar, at_least, at_most, corpus, named

LAY_NAMES = "hpo_layperson_synonyms.tsv.gz"
MONDO_NAMES, HPO = "mondo_labels.tsv.gz", "hp.obo"
LONG = "clinical_sentences.txt.gz"
RECALL, PRECISION = 0.85, 0.9
# Of names that others gave to the signs in our vocabulary: a little under what was measured, so
# that what gets worse is seen. Nobody wrote our words by this list.
OTHERS_NAMES = 0.5
MICROSECONDS_A_WORD = 2.5
LONG_TEXT, LONG_MS = 100_000, 75


def measure() -> list[Bar]:
    return [*_sentences(), *_ids(), *_others_names(), *_speed()]


def _sentences() -> list[Bar]:
    bars = []
    for held in (True, False):
        half = lay.sentences(held=held)
        which = "held half" if held else "half that the rules were written by"
        score, on = lay.concepts(half), named(lay.SENTENCES, len(half))
        bars.append(at_least(f"clinical terms found, {which}", score.recall, RECALL, on))
        bars.append(at_least(f"clinical terms right, {which}", score.precision, PRECISION, on))
        for what in ("side", "onset"):
            details = lay.details(half, what)
            bars.append(at_least(f"{what} found, {which}", details.recall, 0.75, on))
            bars.append(at_least(f"{what} right, {which}", details.precision, 0.75, on))
    return bars


def _ids() -> list[Bar]:
    """Ids of ours that are in no list of their project."""
    bars = []
    for name, prefix in ((MONDO_NAMES, "MONDO:"), (HPO, "HP:")):
        path = corpus(name)
        if path is not None:
            raw = path.read_bytes()
            text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
            ours = {id_ for id_ in starter().by_id if id_.startswith(prefix)}
            unknown = ours - set(re.findall(rf"\b{prefix}\d{{7}}\b", text))
            bars.append(at_most(f"made-up ids, {prefix}", len(unknown), 0, named(path, len(ours))))
    return bars


def _others_names() -> list[Bar]:
    """Of the lay names that the Human Phenotype Ontology has for our signs: how many we know."""
    path = corpus(LAY_NAMES)
    if path is None:
        return []
    ours = starter().by_id
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()[1:]
    names = [
        (match[1].replace("_", ":"), match[2])
        for line in lines
        if (match := re.match(r'<.*/(HP_\d+)>\t.*\t"(.*)"', line))
    ]
    names = [(id_, name) for id_, name in names if id_ in ours]
    known = sum(_is_known(id_, name) for id_, name in names)
    share = known / len(names)
    return [
        at_least("lay names by others, of signs that we have", share, OTHERS_NAMES,
                 named(path, len(names)))
    ]  # fmt: skip


def _is_known(id_: str, name: str) -> bool:
    """Whether it is read as that sign, or as a kind of it."""
    found = {concept.id for concept in starter().find(fold(name))}
    return any(id_ == one or id_ in starter().kinds_of(one) for one in found)


def _speed() -> list[Bar]:
    path = corpus(LONG)
    if path is None:
        return []
    text = gzip.decompress(path.read_bytes()).decode()[:LONG_TEXT]
    words, folded = len(text.split()), fold(text)
    seconds = _quickest(lambda: find(folded))
    on = named(path, 1)
    return [
        at_most("clinical terms, microseconds a word", round(seconds * 1e6 / words, 2),
                MICROSECONDS_A_WORD, on),
        at_most("clinical terms, milliseconds for 100 KB", round(seconds * 1e3, 1), LONG_MS, on),
    ]  # fmt: skip


def find(folded: Folded) -> None:
    starter().find(folded)


def _quickest(call: Callable[[], None], times: int = 5) -> float:
    """Of the processor's own time, since others use the machine too."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken)
