"""Where the data lies: room, rights, and whether the disk is really in this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from alongside.config.doctor.finding import Finding, ok, problem, warning

GIB = 1024**3
LITTLE, TOO_LITTLE = 1 * GIB, GIB // 10
# Over these, SQLite's locks and shared memory are not reliable.
NETWORK_KINDS = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "davfs")
MOUNTS = Path("/proc/self/mountinfo")


def about_disk(data_dir: Path, *, sqlite: bool) -> Iterator[Finding]:
    if not data_dir.is_dir():
        yield warning(f"There is no data folder {data_dir} yet. The first start makes it.")
        return
    yield _rights(data_dir)
    yield _room(shutil.disk_usage(data_dir).free)
    kind = kind_of_disk(data_dir, MOUNTS.read_text() if MOUNTS.exists() else "")
    if sqlite and kind.startswith(NETWORK_KINDS):
        yield warning(
            f"{data_dir} is on a network disk ({kind}), where SQLite can lose data. "
            "Use a disk of this machine, or PostgreSQL."
        )


def _rights(data_dir: Path) -> Finding:
    if not os.access(data_dir, os.R_OK | os.W_OK | os.X_OK):
        return problem(f"{data_dir} cannot be written by this user. Run: chown it to this user.")
    if data_dir.stat().st_mode & 0o077:
        return warning(
            f"Other users of this machine can look into {data_dir}. Run: chmod 700 {data_dir}"
        )
    return ok(f"{data_dir} is there, for this user alone.")


def _room(free: int) -> Finding:
    text = f"{free / GIB:.1f} GiB free."
    if free < TOO_LITTLE:
        return problem(f"{text} Posts will soon be lost. Make room on this disk now.")
    if free < LITTLE:
        return warning(f"{text} Make room on this disk soon.")
    return ok(text)


def kind_of_disk(folder: Path, mountinfo: str) -> str:
    """The filesystem type of the mount that holds `folder`; empty where Linux does not say."""
    best, kind = "", ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        place = before.split()[4].encode().decode("unicode_escape")
        if len(place) >= len(best) and folder.is_relative_to(place):
            best, kind = place, after.split()[0]
    return kind
