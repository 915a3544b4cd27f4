"""Leased work is lost by no crash, and comes back later each time it fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from alongside.discussions.models import Post
from alongside.notifications.models import Fanout
from alongside.work.leases import LONGEST_DELAY, delay_after, end, lease, put_off
from alongside.work.models import WorkState
from tests.cast import Cast

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def row(cast: Cast) -> Fanout:
    Fanout.objects.all().delete()
    with time_machine.travel(NOON, tick=False):
        return Fanout.objects.create(post=Post.objects.earliest("id"))


def take() -> list[Fanout]:
    return lease(Fanout.objects.order_by("id"), 10, seconds=60)


def test_what_is_leased_is_nobody_elses_until_the_lease_runs_out(row: Fanout) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [(one.pk, one.attempts) for one in take()] == [(row.pk, 1)]
        assert take() == []
        clock.shift(timedelta(seconds=61))
        assert [(one.pk, one.attempts) for one in take()] == [(row.pk, 2)]


def test_what_ended_is_not_taken_again(row: Fanout) -> None:
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False) as clock:
        end(take()[0], WorkState.SENT)
        clock.shift(timedelta(days=1))
        assert take() == []


def test_what_failed_comes_back_later(row: Fanout) -> None:
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False) as clock:
        put_off(take()[0], "the server was away")
        kept = Fanout.objects.get()
        assert (kept.state, kept.error) == (WorkState.FAILED, "the server was away")
        assert take() == []
        clock.move_to(kept.next_at)
        assert take()[0].attempts == 2


def test_the_longest_wait_is_short_enough_for_ten_minutes() -> None:
    assert max(delay_after(attempts) for attempts in range(1, 40)) <= 1.25 * LONGEST_DELAY
    assert timedelta(minutes=10) >= 1.25 * LONGEST_DELAY
    assert timezone.now() + delay_after(1) > timezone.now()
