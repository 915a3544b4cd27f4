"""Rows by the hundred thousand: defaults are asked of each model once, not once for each row."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, models

from alongside.discussions.models import (
    Reaction,
    ReactionKind,
    ReadMark,
    Section,
    Space,
    TopicFollow,
)
from alongside.kernel.queries import time_value
from alongside.people.models import Member
from alongside.people.names import name_key
from alongside.people.wordings import story_version
from bench.words import names

CHUNK = 5_000
MEMBERS = 500
SPACES = 8
Row = dict[str, Any]


def insert(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert rows whose keys are columns; a column that is not named gets the model's default."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    base = {
        field.column: field.get_db_prep_save(field.get_default(), connection) for field in fields
    }
    columns = ", ".join(f'"{column}"' for column in base)
    sql = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(base))})"
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while chunk := [tuple((base | row).values()) for row in islice(waiting, CHUNK)]:
            cursor.executemany(sql, chunk)


@dataclass(slots=True)
class Marks:
    """Reactions, follows and read marks that belong to the posts, gathered while those are made."""

    reactions: list[Row] = field(default_factory=list)
    follows: list[Row] = field(default_factory=list)
    reads: list[Row] = field(default_factory=list)

    def write(self) -> None:
        insert(Reaction, self.reactions)
        insert(TopicFollow, self.follows)
        insert(ReadMark, self.reads)
        self.reactions, self.follows, self.reads = [], [], []


def people(now: datetime) -> None:
    roles = ["moderator"] * 3 + ["ambassador"] * 17 + ["member"] * 330 + ["newcomer"] * 150
    insert(
        Member,
        (
            {
                "id": number, "name": name, "name_key": name_key(name), "password": "!",
                "email": f"{name.lower()}@example.org", "role": roles[number % MEMBERS],
                "joined_at": time_value(now - timedelta(days=900 - number)), "post_count": 40,
                "story_consent": story_version(),
            }
            for number, name in enumerate(names(MEMBERS), 1)
        ),
    )  # fmt: skip


def places(topics: int, now: datetime) -> None:
    """Two sections, and spaces of which one is for members and one for people who were added."""
    insert(
        Section,
        ({"id": at, "slug": f"section-{at}", "name": f"Section {at}", "position": at}
         for at in (1, 2)),
    )  # fmt: skip
    access = ["public"] * (SPACES - 2) + ["members", "membership"]
    insert(
        Space,
        (
            {
                "id": at, "section_id": 1 + at % 2, "slug": f"space-{at}", "name": f"Space {at}",
                "about": "People who know what this is like.", "access": access[at - 1],
                "position": at, "topic_count": topics // SPACES, "last_post_at": time_value(now),
            }
            for at in range(1, SPACES + 1)
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A conversation to be made. `planted`: post number to the (source, html) it must hold."""

    id: int
    title: str
    posts: int
    space: int
    newest: datetime
    planted: dict[int, tuple[str, str]] = field(default_factory=dict)


def posts_of(
    topic: Wanted, bodies: list[tuple[str, str]], chance: random.Random, marks: Marks, first_id: int
) -> Iterator[Row]:
    """The posts of one conversation, an hour apart, with one reaction on every third."""
    for number in range(1, topic.posts + 1):
        source, html = topic.planted.get(number) or chance.choice(bodies)
        row: Row = {
            "id": first_id + number - 1, "topic_id": topic.id, "number": number,
            "author_id": chance.randint(1, MEMBERS), "source": source, "html": html,
            "created_at": _hours_before(topic.newest, topic.posts - number),
        }  # fmt: skip
        if number % 3 == 1:
            row |= _reaction(row, chance, marks)
        yield row


def _reaction(row: Row, chance: random.Random, marks: Marks) -> Row:
    kind = chance.choice(ReactionKind.values)
    marks.reactions.append(
        {"post_id": row["id"], "member_id": chance.randint(2, MEMBERS), "kind": kind}
    )
    return {f"{kind}_count": 1}


def topic_row(topic: Wanted, chance: random.Random, marks: Marks) -> Row:
    followers = chance.sample(range(2, MEMBERS + 1), 3)
    marks.follows.extend({"topic_id": topic.id, "member_id": who} for who in followers)
    marks.reads.extend(
        {"topic_id": topic.id, "member_id": who, "last_number": chance.randint(1, topic.posts)}
        for who in followers
    )
    answered = topic.posts > 1
    return {
        "id": topic.id, "space_id": topic.space, "author_id": chance.randint(1, MEMBERS),
        "title": topic.title, "kind": chance.choice(["question", "story"]),
        "created_at": _hours_before(topic.newest, topic.posts - 1),
        "last_post_at": time_value(topic.newest), "last_number": topic.posts,
        "first_reply_at": _hours_before(topic.newest, topic.posts - 2) if answered else None,
        "reply_count": topic.posts - 1, "follower_count": len(followers),
    }  # fmt: skip


def _hours_before(newest: datetime, hours: int) -> Any:
    return time_value(newest - timedelta(hours=hours))
