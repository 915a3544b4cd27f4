"""Whom somebody writes to, or asks in, and whether they may."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.discussions.models import AnonymousAsker
from alongside.discussions.reads.unnamed import asker_to_reach
from alongside.kernel.verdicts import YES, Verdict
from alongside.messaging.models import Participant, Standing, pair_key
from alongside.messaging.reads.shapes import WritePlace
from alongside.messaging.reads.thread import draft_of
from alongside.messaging.rules import (
    SIGN_IN,
    may_ask,
    may_ask_again,
    may_be_written_to,
    may_invite,
    relay_seats,
    seats_of,
)
from alongside.people.models import Member
from alongside.people.names import in_latin, name_key
from alongside.people.rules import profiles_seen_by
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AskerPlace:
    """A page for staff to write to `asker` on, which shows nothing but the place."""

    place: WritePlace
    asker: AnonymousAsker


def may_write(viewer: Viewer, member: Member) -> tuple[Verdict, int | None]:
    """Whether this person may write to that one, and the thread between the two, if there is one
    to go on in. The button on somebody's page and the page it leads to ask the same.
    """
    if not viewer.signed_in:
        return SIGN_IN, None
    if not (reads := may_be_written_to(viewer, member)):
        return reads, None
    seats = Participant.objects.filter(thread__pair=pair_key(viewer.me, member.pk))
    standing = {seat.member_id: seat for seat in seats}
    mine, theirs = standing.get(viewer.me), standing.get(member.pk)
    if mine is None or theirs is None:
        return may_ask(viewer), None
    if mine.standing == Standing.DECLINED:
        return YES, None
    again = mine.standing == Standing.JOINED != theirs.standing and may_ask_again(theirs)
    return (may_ask(viewer), None) if again else (YES, mine.thread_id)


def may_write_on_page(viewer: Viewer, member_id: int) -> Verdict | None:
    """What the button on somebody's page says; None where there is none: on one's own page, and
    for those who are not signed in.
    """
    if not viewer.signed_in or viewer.id == member_id:
        return None
    member = profiles_seen_by(viewer).filter(pk=member_id).first()
    return None if member is None else may_write(viewer, member)[0]


def write_place(viewer: Viewer, member_id: int) -> WritePlace | None:
    member = profiles_seen_by(viewer).filter(pk=member_id).first()
    if member is None:
        return None
    verdict, thread_id = may_write(viewer, member)
    draft, token = draft_of(viewer, f"member:{member_id}") if viewer.signed_in else ("", "")
    return WritePlace(member.pk, member.name, verdict, thread_id, draft, token)


def invite_place(viewer: Viewer, thread_id: int, member_id: int) -> WritePlace | None:
    """To ask that person into this thread."""
    # Both are always looked up, so that a hidden one takes as long as one that never was.
    member = profiles_seen_by(viewer).filter(pk=member_id).first()
    seat = seats_of(viewer).select_related("thread").filter(thread_id=thread_id).first()
    if seat is None or member is None:
        return None
    others = Participant.objects.filter(thread_id=thread_id).exclude(pk=seat.pk)
    here = list(others.select_related("member"))
    verdict = may_invite(seat, here, relay=seat.thread.relay)
    verdict = verdict and may_be_written_to(viewer, member) and may_ask(viewer)
    draft, token = draft_of(viewer, f"invite:{thread_id}")
    return WritePlace(member.pk, member.name, verdict, thread_id, draft, token)


def person_named(viewer: Viewer, name: str) -> int | None:
    """The id of the person of that whole name, however it is written."""
    found = profiles_seen_by(viewer).filter(name_key=name_key(in_latin(name)))
    return found.values_list("pk", flat=True).first()


def asker_place(viewer: Viewer, topic_id: int) -> AskerPlace | None:
    """To write to whoever asked here without their name; None for anybody but staff."""
    asker = asker_to_reach(viewer, topic_id)
    if asker is None:
        return None
    thread_id = relay_seats(viewer, asker.stand_in_id).values_list("thread_id", flat=True).first()
    draft, token = draft_of(viewer, f"asker:{topic_id}")
    return AskerPlace(
        WritePlace(topic_id, asker.stand_in.name, YES, thread_id, draft, token), asker
    )
