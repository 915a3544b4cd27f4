"""How long a word's rehearsal takes over many posts, and what it holds in memory:
`python -m bench.rehearsal`.

Fills a folder of its own, plants a word, counts it to the end as the worker does, and checks that
every figure is exact. Ends with 1 where one is not, or where memory grows with the posts.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
os.environ["ALONGSIDE_DATA_DIR"] = FOLDER = tempfile.mkdtemp(prefix="alongside-rehearsal-")
django.setup()

from django.core.management import call_command  # noqa: E402 - models need the settings first
from django.db import connection, transaction  # noqa: E402

from alongside.discussions.models import Post, Topic  # noqa: E402
from alongside.kernel.queries import time_value  # noqa: E402
from alongside.moderation.models import Rehearsal  # noqa: E402
from alongside.moderation.rehearsing import begin, work_on_rehearsals  # noqa: E402
from bench.seed_tables import MEMBERS, Row, insert, people, places  # noqa: E402
from bench.words import Writer  # noqa: E402

POSTS, IN_A_TOPIC, BODIES = 100_000, 50, 500
# One post in so many holds the word, in a sentence of health; every other of these is too old.
EVERY = 100
PLANTED = "Since the stroke he has facial spasms."
MOST_MIB = 40.0


def posts(now: datetime) -> Iterator[Row]:
    writer = Writer(7)
    bodies = [writer.post() for _ in range(BODIES)]
    for number in range(POSTS):
        words = bodies[number % BODIES]
        if number % EVERY == 0:
            words += f"\n\n{PLANTED}"
        old = number % (2 * EVERY) == EVERY
        yield {
            "topic_id": number // IN_A_TOPIC + 1, "number": number % IN_A_TOPIC + 1,
            "author_id": number % MEMBERS + 1, "html": "",
            "source": words,
            "created_at": time_value(now - timedelta(days=400 if old else 100)),
        }  # fmt: skip


def seed(now: datetime) -> None:
    call_command("migrate", verbosity=0)
    topics = POSTS // IN_A_TOPIC
    with transaction.atomic():
        people(now)
        places(topics, now)
        insert(Topic, (
            {"id": at, "space_id": at % 8 + 1, "author_id": 1, "title": "A conversation",
             "last_number": IN_A_TOPIC} for at in range(1, topics + 1)
        ))  # fmt: skip
        insert(Post, posts(now))


def count(word: str) -> tuple[Rehearsal, float, float]:
    """The rehearsal, and the seconds it took: of this process, and by the clock."""
    row = Rehearsal(word=word, tier="mask", reason="x")
    begin(row)
    row.save()
    cpu, clock = time.process_time(), time.perf_counter()
    while work_on_rehearsals():
        pass
    row.refresh_from_db()
    return row, time.process_time() - cpu, time.perf_counter() - clock


def forget_peak() -> None:
    """What it took to fill the tables is not what is measured."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def mib(line: str) -> float:
    """Of this process: "VmRSS", what it holds now, or "VmHWM", the most it held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return (
        next(int(told.split()[1]) for told in status.splitlines() if told.startswith(line)) / 1024
    )


def _spent(cpu: float, clock: float) -> str:
    return f"{cpu:.1f} s of one core, {clock:.1f} s by the clock"


def main() -> int:
    seed(datetime.now(UTC))
    count("nobody wrote this")  # what is read once is in memory from here on
    before = mib("VmRSS")
    forget_peak()
    row, cpu, clock = count("facial")
    grown = mib("VmHWM") - before
    wanted = POSTS // EVERY // 2
    exact = (row.words, row.posts, row.clinical_words, row.total) == (
        wanted, wanted, wanted, POSTS - wanted,
    )  # fmt: skip
    print(f"{row.total:,} posts on {connection.vendor}: {_spent(cpu, clock)}")
    verdict = "exact" if exact else "WRONG"
    print(f"{row.words:,} words in {row.posts:,} posts, {row.clinical_words:,} medical: {verdict}")
    print(f"memory grew by {grown:.1f} MiB (at most {MOST_MIB:g})")
    common, cpu, clock = count("the")
    print(f"a word of {common.posts:,} posts: {_spent(cpu, clock)}")
    return 0 if exact and grown <= MOST_MIB else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(FOLDER)
