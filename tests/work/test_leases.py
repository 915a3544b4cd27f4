"""Leased work is lost by no crash, and comes back later each time it fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from alongside.discussions.models import Post
from alongside.notifications.models import Fanout
from alongside.work.leases import (
    LONGEST_DELAY,
    delay_after,
    end,
    give_back,
    hold,
    lease,
    put_off,
)
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


def test_a_lease_from_before_the_clock_was_put_back_is_taken_at_once(row: Fanout) -> None:
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert len(take()) == 1
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        assert [one.attempts for one in take()] == [2]


def test_one_whose_lease_went_to_another_changes_nothing(row: Fanout) -> None:
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False) as clock:
        slow = take()[0]
        assert hold(slow, seconds=60)
        clock.shift(timedelta(hours=1))
        quick = take()[0]
        assert not hold(slow, seconds=60)
        put_off(slow, "too late")
        give_back(slow)
        assert hold(quick, seconds=60)
        end(quick, WorkState.SENT)
        put_off(quick, "ended already")
        assert Fanout.objects.get().state == WorkState.SENT


def test_what_is_given_back_was_not_tried(row: Fanout) -> None:
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        give_back(take()[0], "the server is away")
        again = take()[0]
        assert (again.attempts, again.error) == (1, "the server is away")
