"""Private messages in every state, each with a word of its own. Staff read none of them, but for
the one message that somebody reported and that they opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft
from alongside.messaging import actions
from alongside.messaging.models import Message, MessageReport, Participant, Standing, Thread
from alongside.people.stand_ins import make_stand_in
from tests.cast import STAFF

if TYPE_CHECKING:
    from tests.security.world import Readers, World


Seats = dict[int, "Readers"]
Seated = Iterator[tuple[int, tuple[str, ...]]]


def plant(world: World) -> Seats:
    """Threads of two and of three, asked, declined and left, reported, and of staff; and who sits
    in each.
    """
    seats: Seats = {}
    for state in (_between_two, _of_three, _unanswered, _left, _with_somebody_kept_out, _relay):
        for thread_id, names in state(world):
            seats[thread_id] = frozenset(names)
    return seats


def rows(world: World, seats: Seats) -> dict[str, list[tuple[str, Readers]]]:
    messages = Message.objects.values_list("pk", "thread_id", "source")
    reports = MessageReport.objects.values_list("pk", flat=True)
    readers = [
        (str(pk), seats[thread] & world.planted[source][1]) for pk, thread, source in messages
    ]
    return {
        "thread_id": [(str(pk), readers) for pk, readers in seats.items()],
        # That staff read a copy gives them no way to the message itself.
        **dict.fromkeys(("message_id", "sent_id"), readers),
        "report_id": [(str(pk), frozenset(STAFF)) for pk in reports],
    }


def _write(world: World, who: str, whom: str, words: str) -> Message:
    return actions.write_to(
        world.cast.viewer(who), world.cast.people[whom].pk, source=words, token=new_token()
    )


def _say(world: World, who: str, thread_id: int, words: str) -> Message:
    return actions.send_message(world.cast.viewer(who), thread_id, source=words, token=new_token())


def _between_two(world: World) -> Seated:
    two = ("parent", "outsider")
    first = _write(world, *two, world.plant("an accepted private request", two))
    actions.accept_request(world.cast.viewer("outsider"), first.thread_id)
    _say(world, "outsider", first.thread_id, world.plant("a private message", two))
    opened = world.plant("a reported message that staff opened", (*two, *STAFF))
    unread = world.plant("a reported message that nobody opened", two)
    for words, text in ((opened, "closed"), (unread, "open")):
        message = _say(world, "parent", first.thread_id, words)
        report = actions.report_message(
            world.cast.viewer("outsider"), message.pk,
            reason=world.plant(f"why a message was reported, {text}", ("outsider", *STAFF)),
        )  # fmt: skip
        if words == opened:
            _close(world, report)
    Draft.objects.create(
        member=world.cast.people["parent"], place=f"thread:{first.thread_id}",
        body=world.plant("a private message that was not sent", ("parent",)),
        write_token=new_token(),
    )  # fmt: skip
    yield first.thread_id, two


def _close(world: World, report: MessageReport) -> None:
    for name in STAFF:
        actions.open_report(world.cast.viewer(name), report.pk)
    note = world.plant("what staff told the one who reported", ("outsider", *STAFF))
    actions.close_report(world.cast.viewer("moderator"), report.pk, note=note)


def _of_three(world: World) -> Seated:
    parent, three = world.cast.viewer("parent"), ("parent", "ambassador", "newcomer")
    before = world.plant("a private message of before somebody came", three[:2])
    first = _write(world, "parent", "ambassador", before)
    actions.accept_request(world.cast.viewer("ambassador"), first.thread_id)
    actions.ask_in(
        parent, first.thread_id, world.cast.people["newcomer"].pk, token=new_token(),
        source=world.plant("an invitation into a thread", three),
    )  # fmt: skip
    actions.accept_request(world.cast.viewer("newcomer"), first.thread_id)
    _say(world, "newcomer", first.thread_id, world.plant("a message of three", three))
    yield first.thread_id, three


def _unanswered(world: World) -> Seated:
    two = ("ambassador", "outsider")
    yield _write(world, *two, world.plant("a request that waits", two)).thread_id, two
    said_no = _write(
        world, "parent", "newcomer", world.plant("a request that was declined", ("parent",))
    )
    actions.decline_request(world.cast.viewer("newcomer"), said_no.thread_id)
    yield said_no.thread_id, ("parent",)


def _left(world: World) -> Seated:
    first = _write(
        world, "ambassador", "newcomer", world.plant("in a thread that one left", ("newcomer",))
    )
    actions.accept_request(world.cast.viewer("newcomer"), first.thread_id)
    actions.leave_thread(world.cast.viewer("ambassador"), first.thread_id)
    yield first.thread_id, ("newcomer",)


def _with_somebody_kept_out(world: World) -> Seated:
    """They wrote before they were kept out; what they asked since is gone."""
    words = world.plant("written privately by somebody kept out", ("outsider",))
    yield _seat_beside_blocked(world, "outsider", Standing.JOINED, words), ("outsider",)
    words = world.plant("a request of somebody kept out", ())
    yield _seat_beside_blocked(world, "parent", Standing.INVITED, words), ()


def _seat_beside_blocked(world: World, name: str, standing: Standing, words: str) -> int:
    author, other = world.cast.people["blocked"], world.cast.people[name]
    thread = Thread.objects.create(last_number=1)
    Participant.objects.create(thread=thread, member=author, standing=Standing.JOINED)
    Participant.objects.create(thread=thread, member=other, standing=standing, invited_by=author)
    Message.objects.create(thread=thread, number=1, author=author, source=words, html=words)
    return thread.pk


def _relay(world: World) -> Seated:
    two = ("moderator", "newcomer")
    message = actions.start_staff_thread(
        world.cast.viewer("moderator"), world.cast.people["newcomer"], shown_as=make_stand_in(),
        source=world.plant("staff write to somebody without a name", two),
        token=new_token(),
    )  # fmt: skip
    answer = world.plant("somebody without a name answers staff", two)
    _say(world, "newcomer", message.thread_id, answer)
    yield message.thread_id, two
