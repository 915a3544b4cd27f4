"""What people write becomes clean HTML, whatever they write, in time that grows with its length."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.markdown import quoted, render
from tests.growth import assert_straight
from tests.payloads import PAYLOADS

HARD = {
    "emphasis": "*a ", "brackets": "[", "links": "[a](", "ticks": "`a``", "quotes": "> ",
    "lists": "* a\n  ", "angle": "<", "mixed": "**a _b", "entities": "&", "lines": "a\n",
    "nested": "[a](b ", "strike": "~~a ", "urls": "https://a.b/", "at": "a@b", "colons": "http:",
}  # fmt: skip


def test_ordinary_writing() -> None:
    html = render("Hello **you**\nline two\n\n- one\n- two\n\n> said")
    assert "<strong>you</strong><br>" in html
    assert "<ul>" in html
    assert "<blockquote>" in html


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("[a](https://example.org/x)", "https://example.org/x"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_links_say_that_they_are_a_readers(source: str, href: str) -> None:
    assert f'<a href="{href}" rel="nofollow ugc noopener">' in render(source)


def test_headings_stay_below_the_pages_own() -> None:
    assert render("# Big\n\n###### small") == "<h3>Big</h3>\n<h3>small</h3>\n"


def test_a_word_masked_elsewhere_is_marked_only_where_it_was_imported() -> None:
    assert '<span class="masked">******</span>' in render("other ****** signs", imported=True)
    assert "masked" not in render("other ****** signs")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_runs_survives(payload: str) -> None:
    html = render(payload).lower()
    for sign in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        'javascript:"',
        'href="javascript',
        "<style",
        "<form",
    ):
        assert sign not in html
    assert 'href="data:' not in html
    assert 'href="vbscript:' not in html


@given(st.text(max_size=400))
def test_any_text_can_be_rendered(source: str) -> None:
    html = render(source, imported=True)
    assert "<script" not in html
    assert render(quoted("Somebody", source)) is not None


@pytest.mark.parametrize("name", HARD)
def test_twice_the_text_takes_twice_the_work(name: str) -> None:
    assert_straight(render, HARD[name], 5_000)


@pytest.mark.parametrize("unit", [*HARD.values(), "[a]", "- ", "1. ", "***", "`", "\\", "| a "])
def test_a_text_does_not_become_a_huge_page(unit: str) -> None:
    """What is stored is at most twelve times what was written."""
    source = unit * (20_000 // len(unit))
    assert len(render(source)) <= 12 * len(source)
    defined = f"[a]: /{'x' * 9_900}\n\n" + "[a]" * 3_300
    assert len(render(defined)) <= 12 * len(defined)


@pytest.mark.parametrize("address", ["//evil.example/x", "\\\\evil.example", "/\\evil.example"])
def test_no_link_borrows_our_scheme(address: str) -> None:
    for source in (f"[a](<{address}>)", f"[a]({address})"):
        for href in re.findall(r'href="([^"]*)"', render(source)):
            assert not href.startswith(("//", "\\", "/\\"))
