"""Files that nobody can fetch any more are removed from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from alongside.exchange.models import DataExport

PRIVATE_FOLDER = 0o700


def folder() -> Path:
    there = Path(settings.DATA_DIR) / "exports"
    there.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return there


def path_of(export_id: int) -> Path:
    return folder() / f"{export_id}.zip"


def part_of(export_id: int) -> Path:
    """While it is written."""
    return folder() / f"{export_id}.part"


def sweep_exports() -> None:
    """Those whose day is over, or whose session or account is gone, go with their files."""
    DataExport.objects.filter(ends_at__lte=timezone.now()).delete()
    files = {path: int(path.stem) for path in _files()}
    known = set(DataExport.objects.filter(pk__in=files.values()).values_list("pk", flat=True))
    for path, number in files.items():
        if number not in known:
            path.unlink(missing_ok=True)


def _files() -> Iterator[Path]:
    return (path for path in folder().iterdir() if path.stem.isdigit())
