"""Sending: one transaction holds the rule, the message, the counts and the event.

The thread's row is locked while its next message takes a number; on SQLite writes queue by
themselves. A race between two sends of one form ends at the unique token.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.tokens import digest
from alongside.discussions.models import Draft
from alongside.discussions.rules import may_post
from alongside.kernel.markdown import render
from alongside.kernel.verdicts import demand
from alongside.messaging.actions.tokens import said_just_now, sent_before
from alongside.messaging.actions.unread import count_unread
from alongside.messaging.events import MessageSent
from alongside.messaging.models import Message, Participant, Standing, Thread
from alongside.messaging.rules import may_send, may_send_more, seats_of
from alongside.people.viewer import Viewer
from alongside.people.viewers import hidden_from
from alongside.work.actions import record


def send_message(viewer: Viewer, thread_id: int, *, source: str, token: str) -> Message:
    """Write to the others of a thread; sending the same form again returns the same message.

    Raises:
        Refused: not answered yet, nobody else is there any more, or too many within an hour.
        Http404: no such thread for this person.
        TokenReused: the form was sent before with other words.
    """
    demand(may_post(viewer))
    carried = digest(f"thread:{thread_id}", source)

    def author() -> int:
        return my_seat(viewer, thread_id).shown_id

    def write() -> Message:
        seat = my_seat(viewer, thread_id, locked=True)
        demand(may_send(seat, others_in(seat)))
        return put_message(seat, source, token, carried)

    return once(author, token, carried, write)


def once(
    author: Callable[[], int], token: str, carried: str, write: Callable[[], Message]
) -> Message:
    try:
        with transaction.atomic():
            return sent_before(author(), token, carried) or write()
    except IntegrityError:
        # Another send of the same form won while this one was being written.
        earlier = sent_before(author(), token, carried)
        if earlier is None:
            raise
        return earlier


def my_seat(viewer: Viewer, thread_id: int, *, locked: bool = False) -> Participant:
    """Raises Http404 where this person has none. `locked`: nobody else changes the thread."""
    if locked:
        Thread.objects.select_for_update().filter(pk=thread_id).first()
    seat = seats_of(viewer).select_related("thread").filter(thread_id=thread_id).first()
    if seat is None:
        raise Http404
    return seat


def others_in(seat: Participant) -> list[Participant]:
    others = Participant.objects.filter(thread_id=seat.thread_id).exclude(pk=seat.pk)
    return list(others.select_related("member").order_by("pk"))


def put_message(seat: Participant, source: str, token: str, carried: str) -> Message:
    """The next message of that seat's thread, whose row is locked, and what it leaves behind."""
    thread, now = seat.thread, timezone.now()
    if again := said_just_now(thread, seat.shown_id, carried):
        return again
    demand(may_send_more(seat.shown_id))
    thread.last_number, thread.last_message_at = thread.last_number + 1, now
    thread.save(update_fields=["last_number", "last_message_at"])
    message = Message.objects.create(
        thread=thread, number=thread.last_number, author_id=seat.shown_id, source=source,
        html=render(source), created_at=now, write_token=token, write_digest=carried,
    )  # fmt: skip
    _leave_marks(seat, message)
    record(MessageSent(thread.pk, message.pk, seat.shown_id))
    return message


def _leave_marks(seat: Participant, message: Message) -> None:
    """Who writes has read up to there and has nothing left to write; for the others it is new."""
    thread_id = message.thread_id
    seat.read_number, seat.unread = message.number, 0
    seat.save(update_fields=["read_number", "unread"])
    told = Participant.objects.filter(thread_id=thread_id, standing=Standing.JOINED)
    told = told.exclude(pk=seat.pk)
    if not seat.thread.relay:
        told = told.exclude(member_id__in=hidden_from(seat.member_id))
    told.update(unread=F("unread") + 1)
    count_unread([seat.member_id, *told.values_list("member_id", flat=True)])
    end_draft(seat.member_id, f"thread:{thread_id}")


def end_draft(member_id: int, place: str) -> None:
    """Nothing is left to write there."""
    Draft.objects.filter(member_id=member_id, place=place).delete()
