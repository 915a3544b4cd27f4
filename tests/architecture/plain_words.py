"""The words that people are shown: of templates, of answers written in Python, of pages of help."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "alongside"
# Where sentences for people are written in Python.
SPEAKING = ("rules", "forms", "actions", "views", "reads", "refusals", "words", "letters")

_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
# What stands in a line of text; every other tag ends what was said before it.
_INLINE = re.compile(r"</?(?:a|b|strong|em|i|kbd|code|time|abbr|small)\b[^>]*>")
_UNSEEN = re.compile(r"<(script|style|svg|title)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
# Words that a template hands to a macro: "..." within {{ }} or {% %}.
_QUOTED = re.compile(r'"((?:[^"\\\\]|\\\\.)*)"')
_CODE = re.compile(r"```.*?```|^\|.*\|$", re.DOTALL | re.MULTILINE)
_MARKDOWN = re.compile(r"`[^`]*`|^#+ .*$|!?\[([^\]]*)\]\([^)]*\)", re.MULTILINE)
# A sentence, and no SQL or pattern.
_IS_PROSE = re.compile(
    r"\A(?!.*\b(?:SELECT|INSERT|COALESCE|WHERE|FROM|SET|JOIN)\b).*[a-z]{2}[.!?]", re.S
)
# Shorter pieces are labels, headings and buttons: they are too short for a formula.
SENTENCE_WORDS = 5


def of_template(path: Path) -> str:
    """The sentences of a template, one a paragraph. A value counts as one short word."""
    text = _COMMENT.sub(" ", path.read_text(encoding="utf-8"))
    handed = [said for part in (_VALUE, _STATEMENT) for said in _handed(part, text)]
    text = _VALUE.sub("it", _STATEMENT.sub(" ", _UNSEEN.sub("\n\n", text)))
    text = "\n\n".join([text, *handed])
    text = _TAG.sub("\n\n", _INLINE.sub("", text))
    return _sentences(text)


def _handed(part: re.Pattern[str], text: str) -> Iterator[str]:
    for match in part.finditer(text):
        yield from (said[1].replace("%s", "it") for said in _QUOTED.finditer(match[0]))


def of_document(path: Path) -> str:
    """The sentences of a page of the documentation: no code, tables or headings."""
    text = _CODE.sub("\n\n", path.read_text(encoding="utf-8"))
    return _sentences(_MARKDOWN.sub(lambda match: match[1] or "it", text))


def of_module(path: Path) -> str:
    """The sentences in a module that people are shown: strings with a full stop, not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unshown = {id(text) for text in _docstrings(tree)}
    said = [text for text in _texts(tree) if id(text[0]) not in unshown]
    return _sentences("\n\n".join(text for _, text in said if _IS_PROSE.search(text)))


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value


def _texts(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            parts = [p.value if isinstance(p, ast.Constant) else "it" for p in node.values]
            yield node, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in inside else [(node, node.value)]


def _sentences(text: str) -> str:
    pieces = (" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text))
    return "\n\n".join(piece for piece in pieces if len(piece.split()) >= SENTENCE_WORDS)
