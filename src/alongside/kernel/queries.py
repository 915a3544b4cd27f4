"""Hand-written SQL for the few hot reads and upserts; everything else goes through the ORM.

The ORM's own work on one query costs more than SQLite's answer to it, so pages that are read all
day ask directly. The SQL stays within what SQLite and PostgreSQL share.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection


def rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def row(sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


def write(sql: str, values: Sequence[Any]) -> int:
    """How many rows it wrote: for `ON CONFLICT`, which tells whether a row was there already."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def time_value(at: datetime) -> object:
    """A time as a parameter, in the form this database compares."""
    value: object = connection.ops.adapt_datetimefield_value(at)
    return value
