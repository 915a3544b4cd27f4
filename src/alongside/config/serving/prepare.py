"""What a start makes ready: tables and static files. Nothing changed costs nothing.

What is applied is asked of the database itself, not of a note beside it, so that a restored or
replaced database is brought up to date as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from alongside.config.cli.group import late
from alongside.config.serving.folder import alone_in

Progress = Callable[[str], None]
STATIC_STAMP = "alongside.json"


def prepare(data_dir: Path, progress: Progress) -> bool:
    """Returns whether the database is a new one."""
    with alone_in(data_dir):
        collect_static(progress)
        return make_tables_ready(progress)


def make_tables_ready(progress: Progress) -> bool:
    """Returns whether the database is a new one.

    Whoever had left and came back with a restored backup is deleted again, before anybody can read
    them. Where there is nothing to do, that costs one look at a small file.
    """
    new = migrate(progress)
    late("alongside.config.cli.erase:at_start", say=progress)
    return new


def migrate(progress: Progress) -> bool:
    """Returns whether the database is a new one."""
    applied = applied_migrations()
    if not known_migrations() - applied:
        return False
    progress("Updating the database" if applied else "Making the database")
    call_command("migrate", verbosity=0, interactive=False)
    return not applied


def known_migrations() -> set[tuple[str, str]]:
    """(app, name) of each migration, from the names of files: loading them all takes longer."""
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path).glob("migrations/[0-9]*.py")
    }


def applied_migrations() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def collect_static(progress: Progress) -> None:
    """Copies, names by content and compresses the static files, when one of them changed."""
    if static_is_current():
        return
    progress("Preparing styles, scripts and fonts")
    call_command("collectstatic", verbosity=0, interactive=False)
    _static_stamp().write_text(json.dumps({"print": static_print()}))


def static_is_current() -> bool:
    stamp = _static_stamp()
    return stamp.is_file() and bool(json.loads(stamp.read_text())["print"] == static_print())


def _static_stamp() -> Path:
    return Path(settings.STATIC_ROOT) / STATIC_STAMP


def static_print() -> str:
    """Changes when a static file is added, removed or written."""
    facts = (f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}" for name, stat in _static_files())
    return sha256("\n".join(sorted(facts)).encode()).hexdigest()


def _static_files() -> Iterator[tuple[str, os.stat_result]]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            yield name, Path(storage.path(name)).stat()
