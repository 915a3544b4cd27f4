"""Two thousand people follow a conversation: each is told once, some hundred at a time, in as many
statements a round as for one person, and whatever happens in between. The figures for a hundred
thousand are made by `python -m bench.fanout`.
"""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.discussions.models import Post
from alongside.notifications import fanout, telling
from alongside.notifications.fanout import A_ROUND, work_on_fanouts
from alongside.notifications.models import Delivery, Fanout, Notice
from alongside.people.models import Member
from bench.fanout_seed import follow, people
from tests.cast import Cast
from tests.notifications.hearing import reply, start, work

FOLLOWERS = 2000
A_ROUND_TAKES = 16


@pytest.fixture
def post(quiet: Cast, clock: time_machine.Coordinates) -> Post:
    topic = start(quiet)
    work()
    follow(topic.pk, people(FOLLOWERS), FOLLOWERS)
    post = reply(quiet, "outsider", topic)
    Fanout.objects.create(post=post)
    return post


def told_once(post: Post) -> None:
    """Everybody, and the one who asked."""
    told = Notice.objects.filter(post=post)
    assert told.count() == told.values("member").distinct().count() == FOLLOWERS + 1
    waiting = Delivery.objects.filter(topic=post.topic_id, state="pending")
    assert waiting.count() == told.exclude(mail=None).count() == FOLLOWERS + 1
    assert Member.objects.filter(unread_notices=1).count() == FOLLOWERS + 1
    assert Fanout.objects.get(post=post).state == "sent"


def test_a_round_takes_as_many_statements_however_many_follow(post: Post) -> None:
    rounds = []
    while True:
        with CaptureQueriesContext(connection) as caught:
            if not work_on_fanouts():
                break
        rounds.append(len(caught))
    # The first round also tells the few who wait for this very post; the last finds nobody.
    assert len(rounds) == FOLLOWERS // A_ROUND + 2
    assert max(rounds[1:]) <= A_ROUND_TAKES
    told_once(post)


def test_a_worker_that_is_killed_in_any_round_goes_on_from_there(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the notices were written and before anything else was: nothing of it stays."""

    class Killed(BaseException):
        pass

    def kill(*_: object, **__: object) -> None:
        raise Killed

    while Fanout.objects.get(post=post).state != "sent":
        before = Notice.objects.count()
        for module, name in ((telling, "gather"), (fanout, "end")):
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(module, name, kill)
                if name == "gather" and Fanout.objects.get(post=post).cursor == last_follow(post):
                    raise Killed  # nobody is left to be told
                work_on_fanouts()
            assert Notice.objects.count() == before
        work_on_fanouts()
    told_once(post)


def last_follow(post: Post) -> int:
    return int(post.topic.follows.latest("id").pk)
