"""What people are shown reads well at eleven: grade 6 or under, page by page, no sentence too long.

Left out: pieces of less than five words (a formula says nothing of a button), pages with less than
fifteen words in sentences, and what only operators see (`config`, docs/operators), who need the
names of things. Pages for moderators may ask for two more years.
"""

from __future__ import annotations

from functools import cache

import pytest

from alongside.language.grading import Grade, grade
from tests.architecture import plain_words
from tests.architecture.plain_words import ROOT, SOURCE, SPEAKING

MEMBERS, MODERATORS = 6.0, 8.0
LONGEST_SENTENCE = 25
ENOUGH_WORDS = 15

SHOWN = {
    **dict.fromkeys(sorted(SOURCE.rglob("templates/**/*.html")), plain_words.of_template),
    **dict.fromkeys(sorted(ROOT.glob("docs/members/*.md")), plain_words.of_document),
    **{
        path: plain_words.of_module
        for path in sorted(SOURCE.rglob("*.py"))
        if {*path.parts, path.stem} & set(SPEAKING) and "config" not in path.parts
    },
}


@cache
def graded() -> dict[str, Grade]:
    found = {str(path.relative_to(ROOT)): grade(of(path)) for path, of in SHOWN.items()}
    return {name: one for name, one in found.items() if one.words >= ENOUGH_WORDS}


def test_every_page_reads_at_grade_six_or_under() -> None:
    pages = graded()
    assert len(pages) >= 100, "the words of most pages were not found"
    hard = {name: (one.grade, one.hard_words) for name, one in pages.items() if one.grade > MEMBERS}
    assert hard == {}


def test_no_sentence_is_too_long_to_hold_in_mind() -> None:
    long = {
        name: one.long_sentences[0]
        for name, one in graded().items()
        if name.startswith("src/") and len(one.long_sentences[0].split()) > LONGEST_SENTENCE
    }
    assert long == {}


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/moderators/*.md")), ids=lambda p: p.name)
def test_pages_for_moderators_read_at_grade_eight_or_under(path: plain_words.Path) -> None:
    assert grade(plain_words.of_document(path)).grade <= MODERATORS


def test_hard_words_in_a_template_would_be_seen(tmp_path: plain_words.Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<p>Subsequent notifications necessitate administrative authentication.</p>"
        '{{ field("Your organisational affiliation determines eligibility for participation.") }}'
    )
    assert grade(plain_words.of_template(page)).grade > 12
