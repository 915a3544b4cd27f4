"""Everything that stands in the database, to see whether something changed."""

from __future__ import annotations

from hashlib import sha256

from django.apps import apps
from django.db import connection

# What Django writes about itself, not about the community.
OWN = {"django_migrations"}


def snapshot() -> dict[str, tuple[int, str]]:
    """table -> how many rows it has, and a print of all that is in them; no table is left out."""
    with connection.cursor() as cursor:
        names = sorted(set(connection.introspection.table_names(cursor)) - OWN)
        assert {model._meta.db_table for model in apps.get_models()} <= set(names)
        return {name: _print(cursor, name) for name in names}


def _print(cursor: object, name: str) -> tuple[int, str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # type: ignore[attr-defined]
    rows = sorted(repr(row) for row in cursor.fetchall())  # type: ignore[attr-defined]
    return len(rows), sha256("\n".join(rows).encode()).hexdigest()
