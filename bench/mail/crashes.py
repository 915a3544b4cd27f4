"""Mail under `kill -9`: what was lost, what came twice, and whether that could be helped.

Between the server's 250 and our commit nobody can know whether a mail went out, so the last mail
that the server took before a kill may come twice, with the Message-ID it had. No other may.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Crashes:
    """`outside` are doubles of a mail that was not the last one before a kill."""

    followers: int
    kills: int
    kills_while_sending: int
    lost: int
    twice: int
    outside: int
    most_by_one_kill: int
    states: dict[str, int]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def listener(file: Path) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.mail.listener", str(port), str(file)],
        cwd=REPOSITORY, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield port
    finally:
        process.terminate()
        process.wait()


def crash(folder: Path, followers: int, kills: int, database: str = "") -> Crashes:
    """Tell so many followers while the worker and the sender die so many times."""
    file = folder / "accepted"
    with listener(file) as port:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DJANGO_"))}
        given = {
            "ALONGSIDE_DATA_DIR": str(folder / "data"), "ALONGSIDE_DATABASE": database,
            "ALONGSIDE_MAIL_URL": f"smtp://127.0.0.1:{port}", "ALONGSIDE_GATHER_MINUTES": "0",
            "ALONGSIDE_SETTINGS": str(folder / "none.toml"), "PYTHONPATH": str(REPOSITORY),
        }  # fmt: skip
        (folder / "none.toml").touch()
        told = subprocess.run(
            [sys.executable, "-m", "bench.mail.lives", str(followers), str(kills), str(file)],
            cwd=REPOSITORY, env=kept | given, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert told.returncode == 0, told.stderr[-3000:]
    return judged(file.read_text().split("\n")[:-1], followers, json.loads(told.stdout))


def judged(taken: list[str], followers: int, told: dict[str, object]) -> Crashes:
    """`taken` are the mails in the order in which the server took them."""
    marks: list[int] = told["accepted"]  # type: ignore[assignment]
    last_before_a_kill = {mark - 1 for mark in marks if mark}
    seen: dict[str, int] = {}
    outside, by_kill = 0, dict.fromkeys(last_before_a_kill, 0)
    for at, line in enumerate(taken):
        first = seen.get(line)
        if first is not None and first in last_before_a_kill:
            by_kill[first] += 1
        elif first is not None:
            outside += 1
        seen[line] = at
    people = {line.split()[1] for line in seen}
    steps = zip([0, *marks], marks, strict=False)
    return Crashes(
        followers=followers,
        kills=len(marks),
        kills_while_sending=sum(after > before for before, after in steps),
        lost=followers - len(people),
        twice=len(taken) - len(seen),
        outside=outside,
        most_by_one_kill=max(by_kill.values(), default=0),
        states=told["states"],  # type: ignore[arg-type]
    )
