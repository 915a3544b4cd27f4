"""Seeded data folders, kept between runs and made anew when the tables or the seeding change.

They stand in the repository's own folder and not in the system's temporary one, which on many
machines is memory: there, `synchronous=FULL` would cost nothing and the figure for a reply would
be a fiction.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.servers import REPOSITORY, environment

AN_HOUR = 3600
KEPT = REPOSITORY / "bench" / ".data"
SOURCES = ("bench/seed*.py", "bench/words.py", "bench/floor_database.py",
           "src/alongside/*/migrations/*.py", "src/alongside/*/models*",
           "src/alongside/kernel/markdown.py", "src/alongside/people/sessions.py")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Data:
    """A data folder ready to be served, and what is known of it (see `bench.seed.facts`)."""

    folder: Path
    facts: dict[str, Any]


def seeded(scale: int, tell: Callable[[str], None]) -> Data:
    """The kept folder of that scale, made now if there is none."""
    folder = KEPT / f"{_print()}-x{scale}"
    if not (folder / "facts.json").exists():
        _forget_older(scale)
        tell(f"Seeding {20_000 * scale:,} posts and the long conversations (kept for the next run)")
        with tempfile.TemporaryDirectory(dir=_kept()) as making:
            part = f"{making}/data"
            Path(part).mkdir()
            env = environment(ALONGSIDE_DATA_DIR=part)
            command = [sys.executable, "-m", "bench.seed", part, str(scale)]
            subprocess.run(command, env=env, cwd=part, check=True)
            Path(part).rename(folder)
    return Data(folder, json.loads((folder / "facts.json").read_text()))


@contextlib.contextmanager
def copied(data: Data) -> Iterator[Data]:
    """A copy to write to, gone afterwards, so that every run begins with the same rows."""
    with tempfile.TemporaryDirectory(dir=_kept()) as folder:
        shutil.copytree(data.folder, folder, dirs_exist_ok=True)
        os.sync()  # or the disk would still be writing while the pages are measured
        yield Data(Path(folder), data.facts)


def _kept() -> Path:
    KEPT.mkdir(exist_ok=True)
    for left in KEPT.glob("tmp*"):  # by a run that was killed
        if left.stat().st_mtime < time.time() - AN_HOUR:
            shutil.rmtree(left)
    (KEPT / ".gitignore").write_text("*\n")
    return KEPT


def _print() -> str:
    files = sorted(
        file
        for pattern in SOURCES
        for found in REPOSITORY.glob(pattern)
        for file in (found.rglob("*.py") if found.is_dir() else [found])
    )
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _forget_older(scale: int) -> None:
    for folder in KEPT.glob(f"*-x{scale}"):
        shutil.rmtree(folder)
