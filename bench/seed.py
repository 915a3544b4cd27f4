"""Fills a new data folder with a community of the wanted size, the same in every run.

A process of its own, since the settings are read when they are imported:
`python -m bench.seed FOLDER SCALE`. Writes `facts.json` beside the database: what the pages that
are measured are called, the words they must hold, and the cookie of a member who is signed in.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - models need the settings first
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from alongside.discussions.models import (  # noqa: E402
    Post,
    Reaction,
    ReadMark,
    Space,
    Topic,
    TopicFollow,
)
from alongside.kernel.markdown import render  # noqa: E402
from alongside.people.models import Member  # noqa: E402
from bench.floor_database import make_database  # noqa: E402
from bench.seed_tables import SPACES, Marks, Wanted, insert, people, places, posts_of, topic_row  # noqa: E402
from bench.words import Writer  # noqa: E402

SEED = 20
TOPICS, POSTS = 2_000, 20_000
SIZES = (20, 500, 50_000)
PER_PAGE = 20
READER = 1  # the member whose pages are measured
Body = tuple[str, str]


def planted(size: int, number: int) -> str:
    """Words that stand in one post only, by which its page is known."""
    return f"Planted in the conversation of {size} at post {number}"


def measured(bodies: list[Body], now: datetime) -> list[Wanted]:
    """The conversations of fixed size: newest of all, in the first space."""
    return [
        Wanted(
            at, f"A conversation of {size} posts", size, 1, now - timedelta(minutes=at),
            {number: _with_words(bodies[at], planted(size, number)) for number in (PER_PAGE, size)},
        )
        for at, size in enumerate(SIZES, 1)
    ]  # fmt: skip


def _with_words(body: Body, words: str) -> Body:
    return f"{body[0]}\n\n{words}", f"{body[1]}<p>{words}</p>\n"


def ordinary(scale: int, writer: Writer, now: datetime) -> Iterator[Wanted]:
    """The rest of the community: lengths between 1 and 90, spread over two years."""
    chance, left = writer.random, POSTS * scale
    topics = TOPICS * scale
    for at in range(topics):
        waiting = topics - at - 1
        length = min(90, max(1, round(chance.expovariate(waiting / left)))) if waiting else left
        length = min(length, left - waiting)
        left -= length
        age = timedelta(minutes=10 + 700 * 24 * 60 * at / topics)
        yield Wanted(len(SIZES) + 1 + at, writer.title(), length, 1 + at % SPACES, now - age)


def fill(scale: int) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    writer = Writer(SEED)
    bodies = [(source, render(source)) for source in (writer.post() for _ in range(400))]
    make_database(Path(settings.DATA_DIR) / "floor.sqlite3", [html for _, html in bodies])
    people(now)
    places(TOPICS * scale, now)
    marks, next_post = Marks(), 1
    for batch in _batches([*measured(bodies, now), *ordinary(scale, writer, now)]):
        insert(Topic, (topic_row(topic, writer.random, marks) for topic in batch))
        for topic in batch:
            insert(Post, posts_of(topic, bodies, writer.random, marks, next_post))
            next_post += topic.posts
        marks.write()
    _reader_marks()


def _batches(topics: list[Wanted]) -> Iterator[list[Wanted]]:
    for at in range(0, len(topics), 500):
        yield topics[at : at + 500]


def _reader_marks() -> None:
    """The reader follows, has read some of it, and reacted, on every page that is measured."""
    newest = Topic.objects.order_by("-last_post_at")[:200]
    read = {topic.id: max(1, topic.last_number - 8) for topic in newest}
    insert(ReadMark, ({"topic_id": topic, "member_id": READER, "last_number": last}
                      for topic, last in read.items()))  # fmt: skip
    insert(TopicFollow, ({"topic_id": topic, "member_id": READER} for topic in list(read)[::3]))
    posts = Post.objects.filter(topic_id__in=range(1, len(SIZES) + 1), number__lte=PER_PAGE)
    for post in posts.exclude(author_id=READER).filter(number__in=(2, 5, 11, 17)):
        insert(Reaction, [{"post_id": post.id, "member_id": READER, "kind": "hug"}])
        Post.objects.filter(id=post.id).update(hug_count=post.hug_count + 1)
    Space.objects.update(last_post_at=newest[0].last_post_at)


def facts(scale: int, began: float) -> dict[str, object]:
    reader = Member.objects.get(id=READER)
    client = Client()
    client.force_login(reader, settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    answered = Topic.objects.filter(space_id=2, locked_at=None, last_number__gte=3)
    return {
        "scale": scale,
        "posts": Post.objects.count(),
        "topics": Topic.objects.count(),
        "members": Member.objects.count(),
        "cookie": f"{name}={client.cookies[name].value}",
        "reader": reader.name,
        "measured": {str(size): at for at, size in enumerate(SIZES, 1)},
        "list_words": Topic.objects.get(id=1).title,
        "reply_topic": answered.order_by("-last_post_at").values_list("id", flat=True)[0],
        "threads": settings.ALONGSIDE.threads,
        "seeding_s": round(time.monotonic() - began, 1),
    }


def main() -> None:
    folder, scale, began = Path(sys.argv[1]), int(sys.argv[2]), time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    with transaction.atomic():
        fill(scale)
    found = facts(scale, began)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (folder / "facts.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
