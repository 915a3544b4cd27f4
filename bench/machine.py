"""The machine that measures: its cores, and what a reader needs to compare two results."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sqlite3
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

LINUX = sys.platform == "linux"
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, linux/prctl.h


@lru_cache(maxsize=1)
def cores() -> tuple[int, int] | None:
    """A core for the server and one for the load; None where processes cannot be kept on one.

    Found out once, before this process keeps to one of them itself.
    """
    allowed = sorted(os.sched_getaffinity(0)) if LINUX else []
    return (allowed[0], allowed[1]) if len(allowed) > 1 else None


def keep_to(core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})


def child_setup(core: int | None) -> Callable[[], None]:
    """What a server does before it starts: keep to its core, and end when the bench ends."""
    libc = ctypes.CDLL(None) if LINUX else None

    def setup() -> None:
        keep_to(core)
        if libc:
            libc.prctl(SET_DEATH_SIGNAL, signal.SIGTERM)

    return setup


def described() -> dict[str, object]:
    used = cores()
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "server_core": used and used[0],
        "load_core": used and used[1],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load_average": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "django": version("django"),
        "granian": version("granian"),
    }


def _cpu() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def family(pid: int) -> list[int]:
    """That process and all that came from it (Linux)."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in brackets may hold spaces; the state and the parent stand behind it.
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found.extend(parents.get(one, ()))
    return found


def pss_mib(pid: int) -> float:
    """Memory of one process, with shared pages counted by share (Linux)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_ms(pids: list[int]) -> float:
    """Milliseconds these processes have computed, in steps of a clock tick (Linux)."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / os.sysconf("SC_CLK_TCK")
