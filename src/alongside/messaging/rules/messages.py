"""Who may take a message back, and how many somebody may write in an hour."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from alongside.kernel.clock import span
from alongside.kernel.verdicts import YES, Verdict
from alongside.messaging.models import Message, Participant

AN_HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)

NOT_YOURS = Verdict(allowed=False, reason="Only the person who wrote this can remove it.")
GONE = Verdict(allowed=False, reason="This message is removed already.")


def may_take_back(message: Message, seat: Participant) -> Verdict:
    """`seat` is this person's own, in the thread of the message."""
    if message.author_id != seat.shown_id:
        return NOT_YOURS
    return GONE if message.removed_at else YES


def may_send_more(author_id: int) -> Verdict:
    """So that nobody can flood others, also those who said yes. Removed messages count.

    Looks for one row only, the one that is so many messages ago: it costs the same for everybody.
    """
    most, now = settings.ALONGSIDE.messages_an_hour, timezone.now()
    theirs = Message.objects.filter(author_id=author_id).order_by("-pk")
    began = next(iter(theirs.values_list("created_at", flat=True)[most - 1 : most]), None)
    if began is None or began + AN_HOUR <= now:
        return YES
    # Rounded up, so that it is open by then.
    wait = span(now, began + AN_HOUR + A_MINUTE)
    return Verdict(
        allowed=False,
        reason=f"You wrote {most} messages within an hour, so others need time to read. "
        f"You can write the next one in {wait}.",
    )
