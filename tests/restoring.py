"""What a test commits is taken back: every table stands again as it did before.

Nearly all tests run in a transaction that is never kept. Those of the few that need real ones end
with Django's flush, which empties every table: the cast is gone then, and what the migrations
wrote. The tests after it would see another community than those before, whichever they are.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

Rows = dict[str, list[tuple[Any, ...]]]
# Django's own note of what was applied, which no test and no flush touches.
OWN = {"django_migrations"}


def all_rows() -> Rows:
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - OWN
        return {name: _rows(cursor, name) for name in sorted(names)}


def _rows(cursor: Any, name: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
    return sorted(cursor.fetchall(), key=repr)


def put_back(rows: Rows) -> None:
    """In one transaction: what refers to what is only looked at when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in rows:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
        for name, kept in rows.items():
            if kept:
                places = ", ".join(["%s"] * len(kept[0]))
                table = connection.ops.quote_name(name)
                cursor.executemany(f"INSERT INTO {table} VALUES ({places})", kept)
