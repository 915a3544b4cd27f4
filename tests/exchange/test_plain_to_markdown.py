"""Plain text that is read as Markdown keeps every word."""

import html
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alongside.exchange.plain import plain_to_markdown

PLAIN = MarkdownIt("commonmark", {"html": False})
RICH = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    [
        *("*", "**", "***", "******", "_", "__", "`", "```", "~", "~~", "~~~", "\\", "<", ">", "&"),
        *("[", "]", "(", ")", "![", "](", "]: ", ":", "#", "##", "+", "-", "--", "---", "=", "==="),
        *(
            "|",
            "|---|",
            "a|b\n-|-\n",
            "&amp;",
            "&#65;",
            "<b>",
            "</b>",
            "<!--",
            "<a@b.co>",
            "<3@b.c>",
        ),
        *("http://a.b", "<http://a.b>", "1.", "2)", "a", "b", ".", ",", "'", "é", "“", "•", "0"),
        *(" ", "  ", "\n", "\n\n", "\t", "    ", "\r\n", "\u00a0", "\u2028", "\f", "\\\n"),
    ]
)
TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.lists(PIECES, max_size=30).map("".join),
)


def words_of(rendered: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).split()


@pytest.mark.parametrize("renderer", [PLAIN, RICH], ids=["plain", "rich"])
@given(TEXT)
@settings(deadline=None, max_examples=500)
@example("(****** a ******)")
@example("“******, (******)\n******")
@example("[a](b)\n\n[a]: c\n[a]")
def test_the_words_are_the_same(renderer: MarkdownIt, text: str) -> None:
    rendered = renderer.render(plain_to_markdown(text))
    assert words_of(rendered) == text.split()
    assert set(re.findall(r"<(\w+)", rendered)) <= {"p"}


@pytest.mark.parametrize(
    "text",
    [
        "involves other ****** contractions",
        "a ****** and ******. Then ******, or ***!",
        "(******) once",
        "(****** and ******)",
        "****** at the start",
        "at the end ******",
        "snake_case, 5 * 3 = 15, f(x) [sic], a < b & c <3, ~10, C:\\Users, (a) #1 on the list!",
        "It's 7.5 mg. Really?\n\nYes - it is.",
        "• ice\n• rest",
        "1.5 mg, 2021, 100%",
    ],
)
def test_what_means_nothing_is_left_alone(text: str) -> None:
    assert plain_to_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("******", "\\******"),
        ("a\n******\nb", "a\n\\******\nb"),
        ("*** ***", "\\*** ***"),
        ("(******) or (******)", "(******) or (\\*\\*\\*\\*\\*\\*)"),
        ("****, (a)\n****", "****, (a)\n\\*\\*\\*\\*"),
        ("*loud*", "\\*loud\\*"),
        ("# one", "\\# one"),
        ("- one", "\\- one"),
        ("1. one", "1\\. one"),
        ("> one", "\\> one"),
        ("one\n===", "one\n\\==="),
        ("one\n---", "one\n\\---"),
        ("    one", "one"),
        ("[a](b)", "[a\\](b)"),
        ("&amp; <b>", "\\&amp; \\<b>"),
        ("a\\*b \\a", "a\\\\\\*b \\a"),
        ("one\\\ntwo  \nthree", "one\\\\\ntwo\nthree"),
    ],
)
def test_what_would_mean_something_is_escaped(text: str, markdown: str) -> None:
    assert plain_to_markdown(text) == markdown


@pytest.mark.parametrize(
    "unit", ["a ", "*", "* ", "_a", "`", "<", "<a", "[", "](", "-|", "\n1", "&a"]
)
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    def seconds(text: str) -> float:
        started = time.perf_counter()
        plain_to_markdown(text)
        return time.perf_counter() - started

    once, twice = unit * (60_000 // len(unit)), unit * (120_000 // len(unit))
    assert min(seconds(twice) for _ in range(5)) <= 3 * min(seconds(once) for _ in range(5)) + 0.005
