"""Commands about texts: the reading level, and the vocabularies that are in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alongside.config.cli import main, vocabulary

TERM = "[Term]\nid: HP:0000276\nname: Long face\n"


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=given)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vocabulary, "_folder", lambda: tmp_path / "kept")
    return tmp_path


def test_the_reading_level_of_a_file_is_told_with_what_to_change(tmp_path: Path) -> None:
    path = tmp_path / "card.txt"
    path.write_text("Subsequent rehabilitation necessitates multidisciplinary participation.")
    said = run("reading-level", str(path))
    assert said.exit_code == 0
    assert "hard for many people" in said.output
    assert "multidisciplinary" in said.output
    easy = run("reading-level", "-", given="Come in. We are glad that you are here.")
    assert "most people read it with ease" in easy.output
    assert "Long words" not in easy.output


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "no words"), (b"\xff\xfe\x00", "not plain text"), (None, "No such")]
)
def test_what_has_no_reading_level_is_refused(
    tmp_path: Path, data: bytes | None, said: str
) -> None:
    path = tmp_path / "card.txt"
    if data is not None:
        path.write_bytes(data)
    refused = run("reading-level", str(path))
    assert refused.exit_code == 2
    assert said in refused.output


def test_a_vocabulary_is_loaded_shown_and_removed(folder: Path) -> None:
    path = folder / "hp.obo"
    path.write_text("data-version: hp/2025\n\n" + TERM)
    assert "1 concepts" in run("vocabulary", "load", str(path)).output
    shown = run("vocabulary", "show").output
    for told in (
        "Ships with Alongside",
        "Human Phenotype Ontology (hp): 1",
        "hp/2025",
        "do not alter it",
        "Cite:",
    ):
        assert told in shown
    assert run("vocabulary", "remove", "hp").exit_code == 0
    assert "Human Phenotype Ontology (hp)" not in run("vocabulary", "show").output


def test_a_bad_file_changes_nothing(folder: Path) -> None:
    good, bad = folder / "hp.obo", folder / "bad.obo"
    good.write_text(TERM)
    bad.write_text(TERM + "what is this\n")
    run("vocabulary", "load", str(good))
    refused = run("vocabulary", "load", str(bad))
    assert refused.exit_code == 2
    assert "line 4" in refused.output
    assert "Nothing was changed" in refused.output
    assert "(hp): 1 concepts" in run("vocabulary", "show").output


def test_only_what_was_added_can_be_removed(folder: Path) -> None:
    assert "There are: hp, mondo, doid" in run("vocabulary", "remove", "icd").output
    assert "none was taken away" in run("vocabulary", "remove", "hp").output
