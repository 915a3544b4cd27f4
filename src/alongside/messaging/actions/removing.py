"""Taking back what one wrote, for everybody."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from alongside.kernel.verdicts import demand
from alongside.messaging.actions.sending import my_seat
from alongside.messaging.actions.unread import count_unread, unread_by
from alongside.messaging.events import MessageRemoved
from alongside.messaging.models import NO_WORDS, Message, Participant, Standing
from alongside.messaging.rules import may_take_back, messages_seen_by
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@transaction.atomic
def remove_message(viewer: Viewer, message_id: int) -> Message:
    """A line stays in its place, and the words are gone, but for a copy that somebody sent to
    staff. A request that nobody has answered yet goes with the message that asks.

    Raises:
        Refused: somebody else wrote it, or it is removed already.
        Http404: no such message for this person.
    """
    message = messages_seen_by(viewer).filter(pk=message_id).first()
    if message is None:
        raise Http404
    seat = my_seat(viewer, message.thread_id, locked=True)
    # Another press of the button may have come first.
    message.refresh_from_db()
    demand(may_take_back(message, seat))
    Message.objects.filter(pk=message.pk).update(removed_at=timezone.now(), **NO_WORDS)
    _take_request_back(message)
    _count_again(message)
    record(MessageRemoved(message.thread_id, message.pk))
    return message


def _take_request_back(message: Message) -> None:
    """For whom it asked it is as if they had said no: they may still write, and are not asked
    again before the time for that has come.
    """
    asked = Participant.objects.filter(thread_id=message.thread_id, standing=Standing.INVITED)
    asked = asked.filter(asked_number=message.number)
    held = list(asked.values_list("pk", "member_id"))
    Participant.objects.filter(pk__in=[pk for pk, _ in held]).update(
        standing=Standing.DECLINED, unread=0, read_number=F("asked_number")
    )
    count_unread([member_id for _, member_id in held])


def _count_again(message: Message) -> None:
    """For those who had not read it."""
    seats = Participant.objects.filter(thread_id=message.thread_id, standing=Standing.JOINED)
    waiting = list(seats.filter(read_number__lt=message.number).select_related("thread"))
    for seat in waiting:
        seat.unread = unread_by(seat)
    Participant.objects.bulk_update(waiting, ["unread"])
    count_unread([seat.member_id for seat in waiting])
