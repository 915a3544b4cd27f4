"""Private messages of the demo: one thread in full swing, and a request that waits for a yes."""

from __future__ import annotations

from datetime import datetime

from alongside.exchange.demo.files import ThreadRow, span
from alongside.kernel.markdown import render
from alongside.kernel.templating import url
from alongside.messaging.actions import count_unread
from alongside.messaging.models import Message, Participant, Standing, Thread, pair_key
from alongside.notifications.counting import count_again
from alongside.notifications.models import Kind, Notice
from alongside.people.models import Member


def write_private(rows: tuple[ThreadRow, ...], cast: dict[str, Member], now: datetime) -> int:
    """Says how many threads."""
    for row in rows:
        _thread(row, [cast[name] for name in row.between], cast, now)
    return len(rows)


def _thread(row: ThreadRow, people: list[Member], cast: dict[str, Member], now: datetime) -> None:
    times = [now - span(message.ago) for message in row.message]
    thread = Thread.objects.create(
        started_at=times[0], last_message_at=times[-1], last_number=len(times), sample=True,
        pair=pair_key(people[0].pk, people[1].pk) if len(people) == 2 else None,
    )  # fmt: skip
    Message.objects.bulk_create(
        Message(
            thread=thread, number=number, author=cast[said.author], source=said.text.strip(),
            html=render(said.text.strip()), created_at=at, removed_at=at if said.removed else None,
        )
        for number, (said, at) in enumerate(zip(row.message, times, strict=True), 1)
    )  # fmt: skip
    _seats(row, thread, people)


def _seats(row: ThreadRow, thread: Thread, people: list[Member]) -> None:
    """Whoever wrote last has read all; the others have not read the newest."""
    writer = row.message[-1].author
    waiting = [member for member in people if member.name != writer]
    Participant.objects.bulk_create(
        Participant(
            thread=thread, member=member, asked_at=thread.started_at,
            invited_by=None if member == people[0] else people[0],
            standing=Standing.INVITED if row.asks and member == people[-1] else Standing.JOINED,
            unread=row.unread if member in waiting else 0,
            read_number=len(row.message) - (row.unread if member in waiting else 0),
        )
        for member in people
    )  # fmt: skip
    told = [member.pk for member in waiting if row.unread and member.email]
    Notice.objects.bulk_create(
        Notice(member_id=pk, kind=Kind.MESSAGE, address=url("thread", thread.pk),
               at=thread.last_message_at) for pk in told
    )  # fmt: skip
    count_unread(told)
    count_again(told)
