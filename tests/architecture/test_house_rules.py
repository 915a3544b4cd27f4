"""The rules of the house that no other tool holds. Each is a sentence in docs/architecture.md."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "alongside"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SCRIPTS = [path for path in sorted(SOURCE.rglob("static/**/*.js")) if "vendor" not in path.parts]
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "service",
    "services",
    "common",
    "misc",
}
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", node


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def ninth_decile(sizes: list[int]) -> float:
    return statistics.quantiles(sizes, n=10)[-1]


def test_no_import_inside_a_function() -> None:
    inside = [
        name
        for name, function in functions()
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert inside == []


def test_files_stay_small() -> None:
    sizes = [lines(path) for path in MODULES]
    assert statistics.median(sizes) < 60
    assert ninth_decile(sizes) < 180
    assert [str(path) for path in MODULES if lines(path) > 250] == []


def test_functions_stay_small() -> None:
    sizes = {name: body_lines(function) for name, function in functions()}
    assert statistics.median(sizes.values()) < 8
    assert ninth_decile(list(sizes.values())) < 25
    assert {name: size for name, size in sizes.items() if size > 40} == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what it does: the signature and the docstring are there to be long enough."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_templates_stay_small() -> None:
    assert ninth_decile([lines(path) for path in TEMPLATES]) < 70


def test_names_say_what_a_thing_is() -> None:
    assert [str(path) for path in MODULES if {*path.parts, path.stem} & VAGUE] == []


def test_every_module_says_why_it_exists() -> None:
    assert [str(path) for path, tree in trees() if not ast.get_docstring(tree)] == []


def test_no_signals_and_no_work_hidden_in_save() -> None:
    ours = "alongside"
    for signal in (pre_save, post_save, pre_delete, post_delete):
        for receiver in signal.receivers:
            target = receiver[1]()
            assert not getattr(target, "__module__", "").startswith(ours), target
    overridden = [name for name, function in functions() if function.name in ("save", "delete")]
    assert [name for name in overridden if "models" in name] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_inline_and_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(?:src|action)=["'](?:https?:)?//""", text)
    assert not re.search(r"""<link[^>]*href=["'](?:https?:)?//""", text)
    assert not EMOJI.search(text)
    # Closed menus and dialogs leak their words into the page.
    assert not re.search(r"<(details|dialog|template)\b|<[^<>]*\shidden[\s>=]", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_small_and_evaluate_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert lines(path) < 250
    # The name of SVG's namespace is a name; nothing is fetched from there.
    text = text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"\beval\(|new Function|innerHTML\s*=|document\.write|https?://\w", text)


def test_the_project_speaks_of_itself_alone() -> None:
    listed = [*MODULES, *TEMPLATES, *SCRIPTS, *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    spoken = re.compile(r"/work/|/tmp/|shared/corpora|\bissue #?\d|\bLLM\b|\bChatGPT\b|\bClaude\b")
    assert [str(path) for path in listed if spoken.search(path.read_text(encoding="utf-8"))] == []
