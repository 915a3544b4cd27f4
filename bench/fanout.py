"""How long it takes to tell everybody, and that the one who posts does not pay for it.

    python -m bench.fanout [followers]

On SQLite as the site keeps it, in a folder on the repository's own disk: one conversation that so
many people follow (100,000), and one that one person follows. It posts replies to both in turn
while nobody is told; then it tells all who follow of one reply, with everybody's default choices,
and posts to the small one meanwhile. Prints JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

FOLDER = Path(__file__).parent / ".data"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
    os.environ["ALONGSIDE_DATA_DIR"] = tempfile.mkdtemp(prefix="fanout-", dir=FOLDER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"

import django  # noqa: E402

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command  # noqa: E402 - models need the settings first
from django.db import connection  # noqa: E402

from alongside.discussions import actions  # noqa: E402
from alongside.discussions.actions.drafts import new_token  # noqa: E402
from alongside.discussions.models import Access, Post, Section, Space, Topic  # noqa: E402
from alongside.notifications.fanout import work_on_fanouts  # noqa: E402
from alongside.notifications.models import Delivery, Fanout, Notice  # noqa: E402
from alongside.people.models import Member, Role  # noqa: E402
from alongside.people.viewers import viewer_of  # noqa: E402
from alongside.people.wordings.__init__ import story_version  # noqa: E402
from alongside.work.loops import PAUSE_SECONDS  # noqa: E402
from bench.fanout_seed import follow, people  # noqa: E402

FOLLOWERS, REPLIES = 100_000, 200
MEBIBYTE = 1024.0
Took = tuple[float, float]


def main(followers: int) -> dict[str, object]:
    call_command("migrate", verbosity=0)
    writer, big, small = community(followers)
    alone = {"one": list[Took](), "many": list[Took]()}
    for number in range(REPLIES):
        for key, topic in (("one", small), ("many", big)):
            alone[key].append(reply(writer, topic, number))
    wall, cpu = (
        {key: statistics.median(took[part] for took in times) for key, times in alone.items()}
        for part in (0, 1)
    )
    before = resident()
    took, largest, beside = tell(writer, big, small)
    return {
        "followers": followers,
        "reply_p50_ms": {key: round(value, 3) for key, value in wall.items()},
        "reply_p50_growth_ms": round(wall["many"] - wall["one"], 3),
        # The same in the processor's own time, which others on the machine do not disturb.
        "reply_p50_growth_cpu_ms": round(cpu["many"] - cpu["one"], 3),
        "fan_out_s": round(took[0], 2),
        "fan_out_cpu_s": round(took[1], 2),
        "notices": Notice.objects.count(),
        "deliveries": Delivery.objects.count(),
        "rss_growth_mib": round(largest - before, 1),
        "reply_while_telling_ms": beside,
    }


def community(followers: int) -> tuple[Member, Topic, Topic]:
    first = people(followers)
    writer = Member.objects.create_member(
        "Writer", "writer@example.org", role=Role.MEMBER, story_consent=story_version()
    )
    section = Section.objects.create(slug="s", name="S")
    Space.objects.create(section=section, slug="open", name="Open", access=Access.PUBLIC)
    asker = viewer_of(Member.objects.get(pk=first))
    topics = [
        actions.start_topic(
            asker, space_slug="open", kind="story", title=title, source=title, token=new_token()
        ).topic
        for title in ("Many follow this", "One follows this")
    ]
    follow(topics[0].pk, first + 1, followers - 1)
    return writer, topics[0], topics[1]


def reply(writer: Member, topic: Topic, number: int) -> Took:
    """Milliseconds on the wall, and of the processor."""
    source = f"Some kind words, number {number}, about what helped us in the first year."
    began, worked = time.perf_counter(), time.thread_time()
    actions.post_reply(viewer_of(writer), topic.pk, source=source, token=new_token())
    return 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)


def tell(writer: Member, big: Topic, small: Topic) -> tuple[Took, float, dict[str, float]]:
    """Seconds, the most memory meanwhile, and how long replies beside it took."""
    Fanout.objects.create(post=Post.objects.filter(topic=big).latest("number"))
    done = threading.Event()
    times: list[float] = []
    beside = threading.Thread(target=post_beside, args=(writer, small, done, times))
    beside.start()
    began, worked, largest = time.perf_counter(), time.thread_time(), 0.0
    while work_on_fanouts():
        largest = max(largest, resident())
        time.sleep(PAUSE_SECONDS)
    took = time.perf_counter() - began, time.thread_time() - worked
    done.set()
    beside.join()
    return took, largest, figures(times)


def post_beside(writer: Member, topic: Topic, done: threading.Event, times: list[float]) -> None:
    number = REPLIES
    while not done.wait(0.2):
        times.append(reply(writer, topic, number)[0])
        number += 1
    connection.close()


def figures(times: list[float]) -> dict[str, float]:
    if len(times) < 2:
        return {}
    cuts = statistics.quantiles(times, n=20)
    return {"p50": round(statistics.median(times), 1), "p95": round(cuts[-1], 1)}


def resident() -> float:
    """MiB of memory that this process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / MEBIBYTE
    return 0.0


if __name__ == "__main__":
    try:
        print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else FOLLOWERS), indent=1))
    finally:
        connection.close()
        shutil.rmtree(os.environ["ALONGSIDE_DATA_DIR"], ignore_errors=True)
