"""The command line reads well, is quick to help, and never answers with a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from alongside.config.cli import main
from tests.config.conftest import Shell

SAMPLE = (
    Path(sys.modules["alongside"].__file__ or "").parent / "exchange/samples/hemifacial-spasm.txt"
)


def test_help_lists_every_command_under_a_heading() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    for name in main.commands:
        assert f"\n  {name}" in text
    for heading in ("Run it:", "Fill it:", "Keep it well:", "Examples:"):
        assert heading in text


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_told_in_one_plain_sentence(name: str) -> None:
    said = main.commands[name].get_short_help_str(200)
    assert said.endswith(".")
    assert said[0].isupper()


def test_help_loads_neither_django_nor_the_server() -> None:
    code = (
        "import sys; from alongside.config.cli import main; "
        "main(['--help'], standalone_mode=False); "
        "print({'django', 'granian', 'msgspec'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.endswith("set()\n")


def test_wrong_settings_end_every_command_in_words(shell: Shell) -> None:
    for words in (["serve"], ["worker"], ["createadmin"], ["demo"], ["migrate"], ["doctor"]):
        ended = shell(*words, threads="many")
        assert ended.returncode == 1
        assert "ALONGSIDE_THREADS is 'many'" in ended.stderr + ended.stdout
        assert "Traceback" not in ended.stderr


def test_a_dry_run_reads_the_page_and_writes_nothing(shell: Shell) -> None:
    ended = shell("import", "page", str(SAMPLE), "--dry-run", "--json")
    assert ended.returncode == 0
    assert set(json.loads(ended.stdout)) == {"title", "posts", "replies", "followers"}
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.txt"], "there is no such file"),
        ([str(SAMPLE), "--zone", "Amerika/New_York"], "America/New_York"),
        ([str(SAMPLE), "--zone", "../etc"], "There is no time zone"),
    ],
)
def test_a_page_that_cannot_be_read_ends_with_one_line(
    shell: Shell, words: list[str], said: str
) -> None:
    ended = shell("import", "page", *words)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert said in ended.stderr
    assert list(shell.folder.iterdir()) == []


def test_the_life_of_a_community_at_the_command_line(shell: Shell) -> None:
    data = shell.folder / "data"
    data.mkdir()
    data.chmod(0o755)
    assert shell("migrate").returncode == 0
    assert shell("demo").returncode == 0
    unknown = shell("import", "page", str(SAMPLE), "--space", "nowhere")
    assert unknown.returncode == 2
    assert "pediatric-stroke" in unknown.stderr
    assert shell("import", "page", str(SAMPLE), "--dry-run", "--space", "nowhere").returncode == 2
    again = shell("import", "page", str(SAMPLE), "--space", "pediatric-stroke")
    assert again.returncode == 0
    assert "nothing was changed" in again.stdout
    printed = shell("import", "page", str(SAMPLE), "--space", "pediatric-stroke", "--json")
    assert len(json.loads(printed.stdout)["posts"]) == 3
    made = shell(
        "createadmin", "--name", "Grace", "--email", "grace@example.org", "--password-stdin",
        stdin="a long walk by the sea\n",
    )  # fmt: skip
    assert (made.returncode, "Grace can sign in" in made.stdout) == (0, True)
    asked = shell("demo", "--remove", stdin="n\n")
    assert asked.returncode == 1
    assert "What real people wrote anywhere else stays." in asked.stdout
    assert shell("demo", "--remove", "--yes").returncode == 0
    assert "no sample community" in shell("demo", "--remove").stdout
    assert for_this_user_alone(data)
    data.chmod(0o700)
    assert shell("doctor").returncode == 0


def for_this_user_alone(data: Path) -> bool:
    """All that was written in a folder that others can open."""
    written = {path.name: path.stat().st_mode & 0o077 for path in data.rglob("*")}
    assert {"alongside.sqlite3", "secret_key"} <= set(written)
    return set(written.values()) == {0}
