"""What SQLite still holds of what was deleted: nothing in its file, but its log has old pages."""

from __future__ import annotations

from django.db import connection


def forget_old_pages() -> None:
    """Empty the log into the file, where deleted content is overwritten (secure_delete).

    Where somebody reads or writes in this moment it does what it can; the next time does the rest.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
