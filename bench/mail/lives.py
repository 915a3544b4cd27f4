"""A community whose worker, with the sender in it, is killed again and again (SIGKILL) while a
conversation's followers are told of one reply. `python -m bench.mail.lives FOLLOWERS KILLS FILE`.

Each life is a fork of this process, which holds no connection: it starts in no time, so that many
kills fall into the sending of few mails. Leases are short here, or the test would wait for them.
Prints what it did as JSON; `accepted` is how many lines the mail server's file had after each kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
Path(os.environ["ALONGSIDE_DATA_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.core.mail.utils import DNS_NAME  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from alongside.config.serving.prepare import migrate  # noqa: E402
from alongside.config.wiring import HANDLERS, make_loops  # noqa: E402
from alongside.discussions.actions import post_reply, start_topic  # noqa: E402
from alongside.discussions.actions.drafts import new_token  # noqa: E402
from alongside.discussions.models import Access, Section, Space, TopicFollow  # noqa: E402
from alongside.notifications.models import Delivery  # noqa: E402
from alongside.notifications.sending.sender import Sender  # noqa: E402
from alongside.people.actions import enrol  # noqa: E402
from alongside.people.models import Member, Role  # noqa: E402
from alongside.people.viewers import viewer_of  # noqa: E402
from alongside.work.models import OPEN_STATES  # noqa: E402
from alongside.work.worker import Worker  # noqa: E402

LEASE_SECONDS, HOLD_SECONDS = 1.0, 1.5
SHORTEST_LIFE, LONGEST_LIFE = 0.02, 0.35
LAST_LIFE = 10.0
GIVE_UP_SECONDS = 1200


def seed(followers: int) -> None:
    """One reply in a conversation with so many followers, none of whom was told of it yet."""
    migrate(lambda _: None)
    section = Section.objects.create(slug="together", name="Together")
    Space.objects.create(section=section, slug="open-door", name="Door", access=Access.PUBLIC)
    asker, writer = (
        enrol(name, f"{name}@example.org".lower(), story_consent=1) for name in ("Asker", "Writer")
    )
    opening = start_topic(
        viewer_of(asker), space_slug="open-door", kind="question", title="A question",
        source="Words", token=new_token(),
    )  # fmt: skip
    people = Member.objects.bulk_create(
        Member(name=f"P{n}", name_key=f"p{n}", email=f"p{n}@example.org", role=Role.MEMBER.value)
        for n in range(followers)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email or "", verified=True, primary=True) for one in people
    )
    TopicFollow.objects.filter(topic=opening.topic).delete()
    TopicFollow.objects.bulk_create(TopicFollow(topic=opening.topic, member=one) for one in people)
    post_reply(viewer_of(writer), opening.topic_id, source="An answer", token=new_token())
    TopicFollow.objects.filter(topic=opening.topic, member=writer).delete()


def live() -> None:
    """What `alongside worker` runs: the worker and every loop, each in its thread."""
    loops = (Worker(HANDLERS), *make_loops())
    for loop in loops:
        sender = getattr(getattr(loop, "work", None), "__self__", None)
        if isinstance(sender, Sender):
            sender.lease_seconds, sender.hold_seconds = LEASE_SECONDS, HOLD_SECONDS
        threading.Thread(target=loop.run_forever, daemon=True).start()
    threading.Event().wait()


def one_life(seconds: float, done: Callable[[], bool] = lambda: False) -> None:
    """So long, or until it is `done`."""
    pid = os.fork()
    if not pid:
        try:
            live()
        finally:
            os._exit(1)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not done():
        time.sleep(min(0.1, max(0.0, ends - time.monotonic())))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def owed() -> int:
    """How many are not sent yet. The connection is closed: the next fork must not share it."""
    left = Delivery.objects.filter(state__in=OPEN_STATES).count()
    connections.close_all()
    return left


def main() -> None:
    followers, kills, file = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    seed(followers)
    # What a life would load first, so that it is killed while it works and not while it starts.
    assert get_resolver().url_patterns
    assert DNS_NAME.get_fqdn()
    connection.close()
    began, accepted = time.monotonic(), []
    for _ in range(kills):
        one_life(random.uniform(SHORTEST_LIFE, LONGEST_LIFE))
        accepted.append(lines(file))
    while time.monotonic() - began < GIVE_UP_SECONDS:
        one_life(LAST_LIFE, lambda: lines(file) >= followers and not owed())
        accepted.append(lines(file))
        if not owed() and lines(file) >= followers:
            break
    states = dict.fromkeys(Delivery.objects.values_list("state", flat=True), 0)
    for state in Delivery.objects.values_list("state", flat=True):
        states[state] += 1
    print(json.dumps({"accepted": accepted, "states": states, "kills": len(accepted)}))


if __name__ == "__main__":
    main()
