"""Vocabularies that an operator supplies: read line by line, kept with their licence, and told
apart from a broken file by the line that is wrong.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from alongside.language.concepts import Vocabulary
from alongside.language.concepts.loading import LoadingError, merged, read_file
from alongside.language.concepts.loading.kept import keep, kept, remove, stamp
from alongside.language.concepts.starter import entries, words
from alongside.language.folding import fold

OBO = """\
format-version: 1.2
data-version: hp/releases/2025-01-16
property_value: terms:license https://hpo.jax.org/app/license

[Term]
id: HP:0000118
name: Phenotypic abnormality

[Term]
id: HP:0000276
name: Long face
def: "A face that is long." [x]
synonym: "Vertical \\"elongation\\" of face" EXACT layperson []
synonym: "Something wider" BROAD []
synonym: "LNGF" EXACT abbreviation []
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0010828
name: Hemifacial spasm
synonym: "Half the face jumps" EXACT []
is_a: HP:0000276 ! for this test

[Term]
id: HP:0012531
name: Pain
is_a: HP:0000118

[Term]
id: HP:0003674
name: Onset

[Term]
id: HP:0009999
name: obsolete thing
is_obsolete: true

[Typedef]
id: part_of
name: part of
"""
MONDO = "MONDO:0000004\tadrenocortical insufficiency\nMONDO:0005098\tstroke disorder\n"
DOID = "DOID:0001816\tangiosarcoma\themangiosarcoma|another name\nDOID:6713\tCVD\tstroke|x\n"
LAYPERSON = (
    "?term\t?term_label\t?layperson\n"
    '<http://purl.obolibrary.org/obo/HP_0004305>\t"Involuntary movements"\t"Body moves by itself"\n'
)


def given(tmp_path: Path, text: str, name: str = "file.obo") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def ids(vocabulary: Vocabulary, text: str) -> list[str]:
    return [concept.id for concept in vocabulary.find(fold(text))]


def test_an_obo_file_is_read_with_what_it_says_of_itself(tmp_path: Path) -> None:
    found = read_file(given(tmp_path, OBO))
    assert (found.kind, found.version) == ("hp", "hp/releases/2025-01-16")
    assert found.licence == "https://hpo.jax.org/app/license"
    assert [term.id for term in found.terms] == ["HP:0000276", "HP:0010828", "HP:0012531"]
    assert found.terms[0].synonyms == ('Vertical "elongation" of face',)


def test_it_widens_the_starter_whose_words_come_first(tmp_path: Path) -> None:
    wide = merged(entries(), words(), [read_file(given(tmp_path, OBO))])
    assert ids(wide, "He has a long face.") == ["HP:0000276"]
    assert ids(wide, "half the face jumps") == ["HP:0010828"]
    assert ids(wide, "eye twitching") == ["HP:0030826"]
    assert wide.kinds_of("HP:0010828") >= {"HP:0000276", "HP:0011468"}


def test_the_stop_list_holds_for_added_ones_too(tmp_path: Path) -> None:
    wide = merged(entries(), words(), [read_file(given(tmp_path, OBO))])
    assert ids(wide, "so much pain on the left, and its onset") == []


def test_what_the_starter_calls_stroke_stays_a_stroke(tmp_path: Path) -> None:
    wide = merged(entries(), words(), [read_file(given(tmp_path, DOID, "doid.tsv"))])
    assert ids(wide, "a stroke and an angiosarcoma") == ["HP:0001297", "DOID:0001816"]


def test_tables_are_read_packed_or_not(tmp_path: Path) -> None:
    path = tmp_path / "mondo.tsv.gz"
    path.write_bytes(gzip.compress(MONDO.encode()))
    assert read_file(path).terms[0].name == "adrenocortical insufficiency"
    layperson = read_file(given(tmp_path, LAYPERSON, "layperson.tsv"))
    assert layperson.terms[0].id == "HP:0004305"
    assert layperson.terms[0].synonyms == ("Body moves by itself",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("<?xml version='1.0'?>\n<rdf/>", "OWL or JSON"),
        ("hello\nthere\n", "no term"),
        ("[Term]\nid: HP:0000001\n", "line 1: the term HP:0000001 has no name"),
        ("[Term]\nname: x\n", "line 1: this term has no id"),
        ("[Term]\nid: HP:0000001\nname: x\nsynonym: bare\n", "line 4: a synonym needs quotes"),
        ("[Term]\nid: HP:0000001\nwhat is this\n", "line 3: “what is this”"),
        ("HP:0000001\tone\nHP:0000002\n", "line 2: HP:0000002 has no name"),
        ("HP:0000001\tone\nnothing\tthere\n", "line 2: “nothing” is no id"),
        ("GO:0000001\tone\n", "line 1: GO:0000001 is not of HPO, MONDO or DOID"),
    ],
)
def test_a_broken_file_is_told_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LoadingError) as refused:
        read_file(given(tmp_path, text))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00bad", gzip.compress(MONDO.encode() * 99)[:60]],
    ids=["no text", "cut short"],
)
def test_what_is_no_text_or_cut_short_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(LoadingError):
        read_file(path)
    with pytest.raises(LoadingError):
        read_file(tmp_path / "none")


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "vocabularies"
    assert stamp(folder) == ()
    told = read_file(given(tmp_path, OBO)).told(version="", citation="", licence="")
    keep(folder, told)
    assert list(kept(folder)) == [told]
    assert told.citation.startswith("The Human Phenotype Ontology")
    before = stamp(folder)
    keep(folder, told.told(version="2", citation="", licence=""))
    assert stamp(folder) != before
    assert remove(folder, "hp")
    assert not remove(folder, "hp")


def test_a_kept_file_that_broke_is_named(tmp_path: Path) -> None:
    (tmp_path / "hp.tsv").write_text('{"kind": "hp"}\nHP:0000001\n')
    with pytest.raises(LoadingError, match="damaged"):
        list(kept(tmp_path))
