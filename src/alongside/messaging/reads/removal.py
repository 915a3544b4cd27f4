"""A message that its writer is about to take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.verdicts import Verdict
from alongside.messaging.models import Participant, Standing
from alongside.messaging.rules import ASK_AGAIN_AFTER, may_take_back, messages_seen_by, seats_of
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RemovalPlace:
    """`ask_again_at` where it is a request that was not answered yet, and would go too."""

    message_id: int
    thread_id: int
    number: int
    html: str
    written_at: datetime
    may_remove: Verdict
    ask_again_at: datetime | None


def removal_place(viewer: Viewer, message_id: int) -> RemovalPlace | None:
    message = messages_seen_by(viewer).filter(pk=message_id).first()
    if message is None:
        return None
    seat = seats_of(viewer).get(thread_id=message.thread_id)
    # A no looks like silence, here too.
    asked = Participant.objects.filter(
        thread_id=message.thread_id, asked_number=message.number, invited_by_id=viewer.me,
        standing__in=(Standing.INVITED, Standing.DECLINED),
    ).values_list("asked_at", flat=True).first()  # fmt: skip
    return RemovalPlace(
        message.pk, message.thread_id, message.number, message.html, message.created_at,
        may_take_back(message, seat), asked + ASK_AGAIN_AFTER if asked else None,
    )  # fmt: skip
