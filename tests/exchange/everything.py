"""All that stands in the database as text, to look for words that must be gone."""

from __future__ import annotations

from django.db import connection


def everything() -> dict[str, str]:
    """table.column -> every value of it, in small letters; no table is left out."""
    with connection.cursor() as cursor:
        told: dict[str, list[str]] = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [f"{table}.{column[0]}" for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    told.setdefault(name, []).append(_text(value))
    return {name: "\n".join(values) for name, values in told.items()}


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1").lower()
    return str(value).lower()


def where(words: str, told: dict[str, str]) -> list[str]:
    return sorted(name for name, text in told.items() if words.lower() in text)
