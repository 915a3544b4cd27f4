"""What the pages of private messages show, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.verdicts import Verdict
from alongside.messaging.models import Participant, Standing
from alongside.people.models import Member

# Where nobody is left whose name could be shown.
NOBODY = "Somebody who left"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody as the others see them. `id` is 0 where there is no page to lead to."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Seat:
    """`state`: here, asked (a no looks the same), left, or out (cannot sign in any more)."""

    who: Voice
    state: str


def voice(member: Member | None) -> Voice:
    if member is None:
        return Voice(0, NOBODY, "member")
    return Voice(0 if member.stand_in else member.pk, member.name, member.role)


def seat_line(seat: Participant) -> Seat:
    shown = seat.stand_in or seat.member
    if seat.standing == Standing.LEFT:
        return Seat(voice(shown), "left")
    if seat.stand_in is None and not seat.member.is_active:
        return Seat(voice(shown), "out")
    return Seat(voice(shown), "here" if seat.standing == Standing.JOINED else "asked")


def names_of(seats: list[Seat] | tuple[Seat, ...]) -> str:
    """`Pat`, `Pat and Amber`, `Pat, Amber and Otis`: those who are there before those who left."""
    names = [one.who.name for one in seats if one.state != "left"]
    names = names or [one.who.name for one in seats]
    if len(names) < 2:
        return names[0] if names else NOBODY
    return f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One thread in a list. `pending`: I asked, and nobody has said yes yet."""

    id: int
    names: str
    said: str
    mine: bool
    at: datetime
    unread: int
    muted: bool
    pending: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """`after` is where the next page starts, empty on the last one."""

    show: str
    threads: tuple[ThreadLine, ...]
    requests: int
    after: str


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`reported`: by this reader, "" where not, else "open" or "closed"."""

    id: int
    number: int
    author: Voice
    html: str
    created_at: datetime
    mine: bool
    unread: bool
    gone: bool
    may_remove: bool
    reported: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """`older` and `newer`: whether there is more on either side of these messages.

    `asked` while it is a request to this reader; `asker` wrote it. `about` is the conversation
    whose asker, without a name, staff write to here.
    """

    id: int
    names: str
    seats: tuple[Seat, ...]
    messages: tuple[MessageLine, ...]
    older: bool
    newer: bool
    asked: bool
    asker: Voice
    muted: bool
    read: int
    last: int
    may_send: Verdict
    may_invite: Verdict
    relay: bool
    shown_as: str
    about: tuple[int, str] | None
    draft: str
    token: str


@dataclass(frozen=True, slots=True)
class WritePlace:
    """A page to write to somebody on. `thread_id` where there is one between the two already."""

    id: int
    name: str
    may_write: Verdict
    thread_id: int | None
    draft: str
    token: str
