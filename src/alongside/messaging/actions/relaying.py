"""Staff write to somebody who asked without their name, and never learn who it is.

The thread shows the stand-in in place of the person, in every row that a page or a mail is made
of; only the seat itself, which its holder's own pages are looked up through, names them.
"""

from __future__ import annotations

from alongside.discussions.actions.tokens import digest
from alongside.kernel.verdicts import Refused, demand
from alongside.messaging.actions.sending import end_draft, once, others_in, put_message
from alongside.messaging.models import Message, Participant, Standing, Thread
from alongside.messaging.rules import NOBODY_LEFT, may_relay, may_send, relay_seats
from alongside.people.models import Member
from alongside.people.viewer import Viewer


def start_staff_thread(
    viewer: Viewer, member: Member, *, shown_as: Member, source: str, token: str,
    topic_id: int | None = None,
) -> Message:  # fmt: skip
    """Write to `member`, of whom all that is ever shown is the stand-in `shown_as`.

    It is no request: staff can always be heard. One thread for each of staff and each stand-in,
    so writing again goes on where it was.

    Raises:
        Refused: not staff, or nobody reads there any more.
        TokenReused: the form was sent before with other words.
    """
    demand(may_relay(viewer))
    carried = digest(f"stand-in:{shown_as.pk}", source)

    def write() -> Message:
        seat = _seat(viewer, member, shown_as, topic_id)
        demand(may_send(seat, others_in(seat)))
        end_draft(viewer.me, f"asker:{topic_id}")
        return put_message(seat, source, token, carried)

    return once(lambda: viewer.me, token, carried, write)


def _seat(viewer: Viewer, member: Member, shown_as: Member, topic_id: int | None) -> Participant:
    # The stand-in's own row is what two sends in the same moment take turns at.
    Member.objects.select_for_update().get(pk=shown_as.pk)
    if seat := relay_seats(viewer, shown_as.pk).first():
        seat.thread = Thread.objects.select_for_update().get(pk=seat.thread_id)
        return seat
    if member.pk == viewer.id:
        raise Refused(NOBODY_LEFT.reason)
    thread = Thread.objects.create(relay=True, topic_id=topic_id)
    Participant.objects.create(
        thread=thread, member=member, stand_in=shown_as, standing=Standing.JOINED,
        invited_by_id=viewer.me,
    )  # fmt: skip
    return Participant.objects.create(thread=thread, member_id=viewer.me, standing=Standing.JOINED)
