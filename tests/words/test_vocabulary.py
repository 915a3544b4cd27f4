"""Texts are read by an added vocabulary from the next text on, and a broken one stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from alongside.language.concepts import starter
from alongside.language.concepts.loading.kept import keep, remove
from alongside.language.concepts.loading.ontology import Ontology, Term
from alongside.words.reads import live_reader
from alongside.words.vocabulary import live_vocabulary

ADDED = Ontology("hp", (Term("HP:0000276", "Long face"),), "1", "cite", "free", "hp.obo")


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    settings.VOCABULARIES = tmp_path
    yield tmp_path
    remove(tmp_path, "hp")
    live_vocabulary()


@pytest.mark.django_db
def test_an_added_vocabulary_counts_from_the_next_text_on(folder: Path) -> None:
    assert live_reader().read("a long face").concepts == ()
    keep(folder, ADDED)
    [found] = live_reader().read("a long face").concepts
    assert (found.id, found.name) == ("HP:0000276", "Long face")
    remove(folder, "hp")
    assert live_vocabulary() is starter()


def test_a_broken_file_leaves_what_ships(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "hp.tsv").write_text("not what it was\n")
    assert live_vocabulary() is starter()
    assert "Load the vocabulary again" in caplog.text
