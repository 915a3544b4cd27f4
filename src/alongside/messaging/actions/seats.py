"""What somebody does with their own seat: say yes or no, read, mute, leave."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.messaging.actions.sending import my_seat
from alongside.messaging.actions.unread import count_unread, unread_by
from alongside.messaging.events import ThreadRead
from alongside.messaging.models import Participant, Standing, Thread
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@transaction.atomic
def accept_request(viewer: Viewer, thread_id: int) -> None:
    """Saying yes twice changes nothing. Raises Http404 where this person is not asked."""
    seat = my_seat(viewer, thread_id, locked=True)
    if seat.standing == Standing.INVITED:
        take_seat(seat)
        count_unread([seat.member_id])


def take_seat(seat: Participant) -> None:
    """From now on what was written since the request is there for them too."""
    seat.standing, seat.unread = Standing.JOINED, unread_by(seat)
    seat.save(update_fields=["standing", "unread"])


@transaction.atomic
def decline_request(viewer: Viewer, thread_id: int) -> None:
    """The one who asked is not told. Raises Http404 where this person is not asked."""
    seat = my_seat(viewer, thread_id, locked=True)
    if seat.standing == Standing.INVITED:
        _give_up(seat, Standing.DECLINED)


@transaction.atomic
def leave_thread(viewer: Viewer, thread_id: int) -> None:
    """It is gone for them; what they wrote stays with the others, who see that they left."""
    seat = my_seat(viewer, thread_id, locked=True)
    if seat.standing == Standing.INVITED:
        _give_up(seat, Standing.DECLINED)
        return
    # Between these two another thread can begin, with a request like any other.
    Thread.objects.filter(pk=thread_id).update(pair=None)
    _give_up(seat, Standing.LEFT)


def _give_up(seat: Participant, standing: Standing) -> None:
    seat.standing, seat.unread, seat.read_number = standing, 0, seat.thread.last_number
    seat.save(update_fields=["standing", "unread", "read_number"])
    count_unread([seat.member_id])
    record(ThreadRead(seat.thread_id, seat.member_id))


@transaction.atomic
def mute_thread(viewer: Viewer, thread_id: int) -> None:
    _set_muted(viewer, thread_id, muted=True)


@transaction.atomic
def unmute_thread(viewer: Viewer, thread_id: int) -> None:
    _set_muted(viewer, thread_id, muted=False)


def _set_muted(viewer: Viewer, thread_id: int, *, muted: bool) -> None:
    seat = my_seat(viewer, thread_id, locked=True)
    if bool(seat.muted_at) != muted:
        seat.muted_at = timezone.now() if muted else None
        seat.save(update_fields=["muted_at"])
        count_unread([seat.member_id])


@transaction.atomic
def mark_thread_read(viewer: Viewer, thread_id: int, number: int) -> int:
    """They have read up to that message. Answers how far they have read now."""
    seat = my_seat(viewer, thread_id)
    last = seat.thread.last_number if seat.standing == Standing.JOINED else seat.asked_number
    number = min(number, last)
    if number > seat.read_number:
        seat.read_number = number
        seat.unread = unread_by(seat)
        seat.save(update_fields=["read_number", "unread"])
        count_unread([seat.member_id])
        record(ThreadRead(thread_id, seat.member_id))
    return seat.read_number
