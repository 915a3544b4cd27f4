"""The vocabulary itself: many concepts, each with a home, and no word with two meanings."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib.resources import files

from alongside.language.concepts.starter import entries, sources, starter, words
from alongside.language.folding import fold

ENTRIES = entries()
WORDS = words()


def test_there_are_more_concepts_than_asked_for() -> None:
    assert len(ENTRIES) >= 400
    assert len(starter().entries) == len(ENTRIES)


def test_ids_are_well_formed_and_each_is_there_once() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len(set(ids)) == len(ids)
    shape = re.compile(r"HP:\d{7}|MONDO:\d{7}|DOID:\d+|alongside:[a-z0-9]+(-[a-z0-9]+)*")
    assert [id_ for id_ in ids if not shape.fullmatch(id_)] == []
    names = [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)


def test_every_parent_and_every_source_is_there() -> None:
    ids, keys = {entry.id for entry in ENTRIES}, sources().keys()
    for entry in ENTRIES:
        assert {*entry.parents, entry.at_birth or entry.id} <= ids, entry.id
        assert entry.source in keys, entry.id


def test_nothing_is_a_kind_of_itself() -> None:
    assert [entry.id for entry in ENTRIES if entry.id in starter().kinds_of(entry.id)] == []


def test_no_word_stands_for_two_concepts() -> None:
    meant = defaultdict(set)
    for entry in ENTRIES:
        for said in (*entry.lay, *entry.clinical):
            meant[fold(said).text].add(entry.id)
    assert {said: ids for said, ids in meant.items() if len(ids) > 1} == {}


def test_every_concept_is_found_by_each_of_its_words() -> None:
    for entry in ENTRIES:
        for said in (*entry.lay, *entry.clinical):
            if said not in WORDS.only_where and said not in WORDS.stop:
                found = {concept.id for concept in starter().find(fold(said))}
                assert found & {entry.id, entry.at_birth}, f"{entry.id}: {said}"


def test_words_of_pairs_are_there() -> None:
    beside = WORDS.beside
    used = {name for entry in ENTRIES for pair in entry.near for name in pair}
    assert used == set(beside)


def test_what_counts_only_somewhere_is_a_word_of_a_concept() -> None:
    said = {said for entry in ENTRIES for said in (*entry.lay, *entry.clinical, entry.name)}
    plain = {fold(one).text for one in said}
    unknown = [w for w in WORDS.only_where if w not in plain and w.removesuffix("s") not in plain]
    assert unknown == []


def test_files_are_toml_that_a_person_can_read() -> None:
    for path in (files("alongside.language.concepts") / "en").iterdir():
        text = path.read_text("utf-8")
        tomllib.loads(text)
        assert text.startswith("#"), path.name
        assert max(map(len, text.splitlines())) <= 120, path.name
