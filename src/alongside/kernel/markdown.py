"""Markdown to clean HTML, once, when a post is written.

markdown-it-py (CommonMark) makes the HTML with raw HTML turned off; nh3 (ammonia) then keeps only
what a conversation needs. Two walls, because either alone has been climbed before.
"""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "em", "strong", "s", "blockquote", "ul", "ol", "li", "a", "code", "pre", "hr",
    "h3",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "nofollow ugc noopener"

# CommonMark's delimiter and nesting work grows with the square of some inputs; families do not
# nest quotes ten deep, so a low ceiling keeps the time a straight line.
MAX_NESTING = 12

_MASKED = re.compile(r"(?<![\w*])\*{3,}(?![\w*])")
_TAG = re.compile(r"(<[^>]*>)")
_QUOTE = re.compile(r"> ?\*\*(.{1,60})\*\*:")
_HEADING = re.compile(r"(</?h)[1-6]>")


def _parser() -> MarkdownIt:
    options = {"html": False, "breaks": True, "linkify": True, "maxNesting": MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["strikethrough", "linkify"])
    # A bare "example.org" or an e-mail address in a story is left as the person wrote it.
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    # A link defined once and used a thousand times makes a small text into a huge page.
    return parser.disable(["image", "reference"])


_MARKDOWN = _parser()


def _own_links_only(element: str, attribute: str, value: str) -> str | None:
    """Addresses that borrow our scheme (`//example.org`) pass every list of schemes."""
    return (
        None if attribute == "href" and value.lstrip().startswith(("//", "\\\\", "/\\")) else value
    )


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=LINK_REL,
    attribute_filter=_own_links_only,
)


def render(source: str, *, imported: bool = False) -> str:
    """Turn what somebody wrote into clean HTML.

    Args:
        source: Markdown, as stored.
        imported: whether runs of asterisks standing as a word are another site's masking.

    Returns:
        HTML that is the same for every reader. Headings are kept below the page's own (h3).
    """
    html = _CLEANER.clean(_HEADING.sub(r"\g<1>3>", _MARKDOWN.render(source)))
    return _mark_masked(html) if imported else html


def _mark_masked(html: str) -> str:
    """Mark another site's masking in the text, never inside a tag."""
    parts = _TAG.split(html)
    parts[::2] = (_MASKED.sub(r'<span class="masked">\g<0></span>', text) for text in parts[::2])
    return "".join(parts)


def quoted(name: str, source: str) -> str:
    """The Markdown a reply starts from when it quotes a post. `quotes_in` reads it again."""
    lines = "\n".join(f"> {line}".rstrip() for line in source.strip().splitlines())
    return f"> **{name}**:\n{lines}\n\n"


def quotes_in(source: str) -> list[tuple[str, list[str]]]:
    """Each quote that a reply holds: whose words, and the lines that were left of them.

    Lines that the quoted words quoted themselves are somebody else's, and left out.
    """
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in source.splitlines():
        if head := _QUOTE.fullmatch(line.strip()):
            found.append((head[1], []))
            inside = True
        elif not line.startswith(">"):
            inside = False
        elif inside and (words := line[1:].strip()) and not words.startswith(">"):
            found[-1][1].append(words)
    return found
