"""FLOOR's own SQLite file: the same texts as the site's, in three tables and nothing more."""

from __future__ import annotations

import sqlite3
from pathlib import Path

POSTS = 20
TABLES = """
CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL);
CREATE TABLE topic (id INTEGER PRIMARY KEY, title TEXT NOT NULL, replies INTEGER NOT NULL);
CREATE TABLE post (
    id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL, number INTEGER NOT NULL,
    author_id INTEGER NOT NULL, html TEXT NOT NULL, created_at DATETIME NOT NULL,
    UNIQUE (topic_id, number)
);
"""


def make_database(file: Path, bodies: list[str]) -> None:
    """Write the tables with 500 members and 100 topics of 20 posts that hold these bodies."""
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(TABLES)
        database.executemany(
            "INSERT INTO member VALUES (?, ?, ?)",
            ((number, f"Member{number}", "member") for number in range(1, 501)),
        )
        database.executemany(
            "INSERT INTO topic VALUES (?, ?, ?)",
            ((topic, f"Conversation {topic}", POSTS - 1) for topic in range(1, 101)),
        )
        database.executemany(
            "INSERT INTO post (topic_id, number, author_id, html, created_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                (at // POSTS + 1, at % POSTS + 1, at % 500 + 1, bodies[at % len(bodies)],
                 "2026-01-02 10:00:00")
                for at in range(100 * POSTS)
            ),
        )  # fmt: skip
    database.close()
