"""The worker: nothing is lost, nothing is done twice, and what fails comes back later."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from time_machine import travel

from alongside.people.models import Member
from alongside.work.actions import record
from alongside.work.models import Event, EventState
from alongside.work.worker import (
    MOST_ATTEMPTS,
    Worker,
    clear_old_events,
    delay_after,
    run_once,
)

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class LampLit:
    lamp_id: int


@dataclass(frozen=True, slots=True)
class LampMoved:
    lamp_id: int


@pytest.fixture(autouse=True)
def _nothing_waits(transactional_db: None) -> None:
    Event.objects.all().delete()


def happened(*numbers: int) -> None:
    with transaction.atomic():
        for number in numbers:
            record(LampLit(number))


def write(event: LampLit) -> None:
    """A handler that writes a row, and could not write it twice unseen."""
    count = Member.objects.filter(name__startswith="lamp").count()
    Member.objects.create_member(f"lamp {event.lamp_id} {count}")


def written() -> list[str]:
    names = Member.objects.filter(name__startswith="lamp").order_by("id")
    return [name.split()[1] for name in names.values_list("name", flat=True)]


def fail(event: LampLit) -> None:
    raise ValueError(f"no bulb for {event.lamp_id}")


def test_events_are_handled_in_order_and_once() -> None:
    happened(1, 2, 3)
    assert run_once({LampLit: [write]}) == 3
    assert run_once({LampLit: [write]}) == 0
    assert written() == ["1", "2", "3"]
    assert set(Event.objects.values_list("state", flat=True)) == {EventState.DONE}


def test_no_more_than_the_limit_at_once() -> None:
    happened(*range(5))
    assert [run_once({LampLit: [write]}, limit=2) for _ in range(4)] == [2, 2, 1, 0]


def test_an_event_that_wakes_nobody_is_done() -> None:
    happened(1)
    assert run_once({LampMoved: [fail]}) == 1
    assert Event.objects.get().state == EventState.DONE


def test_a_failure_leaves_nothing_behind_and_comes_back_later() -> None:
    happened(1, 2)

    def fail_first(event: LampLit) -> None:
        if event.lamp_id == 1:
            fail(event)

    run_once({LampLit: [write, fail_first]})
    assert written() == ["2"]
    failed = Event.objects.get(state=EventState.PENDING)
    assert (failed.attempts, failed.error) == (1, "ValueError: no bulb for 1")
    assert run_once({LampLit: [write]}) == 0
    with travel(timezone.now() + timedelta(seconds=7), tick=False):
        assert run_once({LampLit: [write]}) == 1
    failed.refresh_from_db()
    assert (failed.state, failed.error) == (EventState.DONE, "")


def test_a_failure_inside_the_database_stays_with_its_own_event() -> None:
    happened(1, 2)

    def same_name(event: LampLit) -> None:
        Member.objects.create_member("lamp 0")

    run_once({LampLit: [same_name]})
    assert written() == ["0"]
    assert Event.objects.get(state=EventState.PENDING).error.startswith("IntegrityError")


def test_it_is_given_up_after_eight_times_with_its_reason_kept() -> None:
    happened(1)
    now = timezone.now()
    for day in range(MOST_ATTEMPTS):
        with travel(now + timedelta(days=day), tick=False):
            assert run_once({LampLit: [fail]}) == 1
    with travel(now + timedelta(days=99), tick=False):
        assert run_once({LampLit: [fail]}) == 0
    event = Event.objects.get()
    assert (event.state, event.attempts) == (EventState.FAILED, 8)
    assert event.error == "ValueError: no bulb for 1"


def test_waits_grow_to_an_hour_and_differ() -> None:
    assert all(3 < delay_after(1) < 7 for _ in range(99))
    assert all(2700 <= delay_after(8) <= 4500 for _ in range(99))
    assert len({delay_after(3) for _ in range(9)}) > 1


def test_a_batch_cut_off_in_the_middle_is_whole_again() -> None:
    """What a kill leaves: the second handler never returned, and nothing was committed."""
    happened(1, 2)

    def cut_off(event: LampLit) -> None:
        if event.lamp_id == 2:
            raise SystemExit

    with pytest.raises(SystemExit):
        run_once({LampLit: [write, cut_off]})
    connection.close()
    assert written() == []
    assert run_once({LampLit: [write]}) == 2
    assert written() == ["1", "2"]


def test_two_workers_at_once_do_nothing_twice() -> None:
    happened(*range(40))

    def work() -> None:
        try:
            while run_once({LampLit: [write]}, limit=3):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while run_once({LampLit: [write]}):
        pass
    assert sorted(written(), key=int) == [str(number) for number in range(40)]


def test_it_wakes_for_what_comes_and_stops_when_told() -> None:
    done = threading.Event()
    worker = Worker({LampLit: [lambda _: done.set()]})
    thread = threading.Thread(target=worker.run_forever)
    thread.start()
    happened(1)
    assert done.wait(5)
    began = time.monotonic()
    worker.stop.set()
    thread.join(5)
    assert time.monotonic() - began < 1


def test_housekeeping_is_done_now_and_then_and_survives_trouble() -> None:
    told: list[str] = []

    def tidy() -> None:
        told.append("tidied")
        raise OSError("dust")

    worker = Worker({}, [(tidy, 0.0)])
    thread = threading.Thread(target=worker.run_forever)
    thread.start()
    while not told:
        time.sleep(0.01)
    assert thread.is_alive()
    worker.stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_old_done_events_are_forgotten_and_failed_ones_stay() -> None:
    happened(1, 2, 3)
    long_ago = timezone.now() - timedelta(days=31)
    first, second, third = Event.objects.order_by("id")
    Event.objects.filter(pk__in=[first.pk, second.pk]).update(recorded_at=long_ago)
    Event.objects.filter(pk__in=[first.pk, third.pk]).update(state=EventState.DONE)
    Event.objects.filter(pk=second.pk).update(state=EventState.FAILED)
    assert clear_old_events() == 1
    assert set(Event.objects.values_list("pk", flat=True)) == {second.pk, third.pk}
