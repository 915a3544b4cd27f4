"""Everything that stands in the database, to see whether something changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection

# What Django writes about itself, not about the community.
OWN = {"django_migrations"}
READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA)\b", re.IGNORECASE)


def snapshot() -> dict[str, tuple[int, str]]:
    """table -> how many rows it has, and a print of all that is in them; no table is left out."""
    with connection.cursor() as cursor:
        names = sorted(set(connection.introspection.table_names(cursor)) - OWN)
        assert {model._meta.db_table for model in apps.get_models()} <= set(names)
        return {name: _print(cursor, name) for name in names}


def snapshot_of(names: Iterable[str]) -> dict[str, tuple[int, str]]:
    with connection.cursor() as cursor:
        return {name: _print(cursor, name) for name in sorted(names)}


@contextmanager
def written(known: Iterable[str]) -> Iterator[set[str]]:
    """Which of these tables a statement was about that does more than read: only these differ."""
    found: set[str] = set()
    named = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))

    def watch(execute: Any, sql: str, *more: Any) -> Any:
        if not READS.match(sql):
            found.update(named.findall(sql))
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        yield found


def _print(cursor: object, name: str) -> tuple[int, str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # type: ignore[attr-defined]
    rows = sorted(repr(row) for row in cursor.fetchall())  # type: ignore[attr-defined]
    return len(rows), sha256("\n".join(rows).encode()).hexdigest()
