"""The first message to somebody is a request: they say yes before there can be a second one."""

from __future__ import annotations

from django.http import Http404

from alongside.discussions.actions.tokens import digest
from alongside.discussions.rules import may_post
from alongside.kernel.verdicts import Refused, demand
from alongside.messaging.actions.seats import take_seat
from alongside.messaging.actions.sending import end_draft, my_seat, once, others_in, put_message
from alongside.messaging.actions.unread import count_unread
from alongside.messaging.events import MessageRequested
from alongside.messaging.models import Message, Participant, Standing, Thread, pair_key
from alongside.messaging.rules import (
    SIGN_IN,
    may_ask,
    may_ask_again,
    may_be_written_to,
    may_invite,
    may_send,
)
from alongside.people.models import Member
from alongside.people.rules import profiles_seen_by
from alongside.people.viewer import Viewer
from alongside.work.actions import record


def write_to(viewer: Viewer, member_id: int, *, source: str, token: str) -> Message:
    """Write to somebody: a request where there is no thread between the two, else one more
    message in it. Sending the same form again returns the same message.

    Raises:
        Refused: too new here, too many today, or they have not answered yet.
        Http404: no such person for this one to write to.
        TokenReused: the form was sent before with other words.
    """
    if not viewer.signed_in:
        raise Refused(SIGN_IN.reason)
    demand(may_post(viewer))
    carried = digest(f"member:{member_id}", source)

    def write() -> Message:
        other = _met(viewer, member_id)
        message = _write(viewer, other, source, token, carried)
        end_draft(viewer.me, f"member:{member_id}")
        return message

    return once(lambda: viewer.me, token, carried, write)


def _write(viewer: Viewer, other: Member, source: str, token: str, carried: str) -> Message:
    pair = pair_key(viewer.me, other.pk)
    thread = Thread.objects.select_for_update().filter(pair=pair).first()
    if thread is None:
        return _first(viewer, other, source, token, carried)
    seats = {one.member_id: one for one in thread.participants.select_related("member")}
    mine, theirs = seats[viewer.me], seats[other.pk]
    mine.thread = thread
    if mine.standing != Standing.JOINED:
        # They asked first: writing to them is a yes, also after a no.
        take_seat(mine)
    if theirs.standing != Standing.JOINED:
        demand(may_ask_again(theirs))
        _demand_asking(viewer)
        return _ask(mine, theirs, source, token, carried)
    demand(may_send(mine, [theirs]))
    return put_message(mine, source, token, carried)


def _first(viewer: Viewer, other: Member, source: str, token: str, carried: str) -> Message:
    _demand_asking(viewer)
    thread = Thread.objects.create(pair=pair_key(viewer.me, other.pk))
    mine = Participant.objects.create(thread=thread, member_id=viewer.me, standing=Standing.JOINED)
    theirs = Participant(thread=thread, member=other)
    return _ask(mine, theirs, source, token, carried)


def ask_in(viewer: Viewer, thread_id: int, member_id: int, *, source: str, token: str) -> Message:
    """Ask one more person into a thread, with a message that everybody there can read: the new
    one sees from it on, and nothing of before.

    Raises:
        Refused: too new here, too many today, no room, or asked already.
        Http404: no such thread or person for this one.
        TokenReused: the form was sent before with other words.
    """
    demand(may_post(viewer))
    carried = digest(f"thread:{thread_id}", f"member:{member_id}", source)

    def author() -> int:
        # Both are always looked up, so that a hidden one takes as long as one that never was.
        other = profiles_seen_by(viewer).filter(pk=member_id).exists()
        seat = my_seat(viewer, thread_id)
        if not other:
            raise Http404
        return seat.shown_id

    def write() -> Message:
        mine = my_seat(viewer, thread_id, locked=True)
        other = _met(viewer, member_id)
        demand(may_invite(mine, others_in(mine), relay=mine.thread.relay))
        theirs = Participant.objects.filter(thread_id=thread_id, member=other).first()
        _demand_new(other, theirs)
        _demand_asking(viewer)
        end_draft(viewer.me, f"invite:{thread_id}")
        mine.thread.pair = None
        mine.thread.save(update_fields=["pair"])
        return _ask(
            mine, theirs or Participant(thread=mine.thread, member=other), source, token, carried
        )

    return once(author, token, carried, write)


def _demand_new(other: Member, theirs: Participant | None) -> None:
    if theirs is None or theirs.standing == Standing.LEFT:
        return
    if theirs.standing == Standing.JOINED:
        raise Refused(f"{other.name} is here already.")
    if not may_ask_again(theirs):
        raise Refused(f"{other.name} was asked already and has not answered yet.")


def _met(viewer: Viewer, member_id: int) -> Member:
    other = profiles_seen_by(viewer).filter(pk=member_id).first()
    if other is None:
        raise Http404
    demand(may_be_written_to(viewer, other))
    return other


def _demand_asking(viewer: Viewer) -> None:
    # Their own row is locked, so that two requests in the same moment count one another.
    Member.objects.select_for_update().filter(pk=viewer.me).first()
    demand(may_ask(viewer))


def _ask(mine: Participant, theirs: Participant, source: str, token: str, carried: str) -> Message:
    """The message, and the seat it offers. Between two, an earlier request stays in view."""
    message = put_message(mine, source, token, carried)
    between_two = mine.thread.pair is not None and theirs.pk
    theirs.standing, theirs.invited_by_id = Standing.INVITED, mine.member_id
    theirs.asked_at, theirs.asked_number = message.created_at, message.number
    theirs.from_number = theirs.from_number if between_two else message.number
    theirs.unread, theirs.muted_at = 1, None
    theirs.save()
    count_unread([theirs.member_id])
    record(MessageRequested(message.thread_id, message.pk, theirs.member_id))
    return message
