"""The list of threads, newest first: those somebody takes part in, or those they are asked into."""

from __future__ import annotations

from collections import defaultdict
from html import unescape

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.html import strip_tags

from alongside.kernel.paging import Cursor
from alongside.messaging.models import Participant, Standing
from alongside.messaging.reads.shapes import InboxPage, Seat, ThreadLine, names_of, seat_line
from alongside.messaging.rules import messages_seen_by, seats_of
from alongside.people.viewer import Viewer

THREADS_A_PAGE = 20
SHOWS = {"messages": Standing.JOINED, "requests": Standing.INVITED}


def inbox_page(viewer: Viewer, show: str, after: str) -> InboxPage:
    """`show` is "messages" or "requests"."""
    seats = list(_page(viewer, SHOWS[show], Cursor.read(after)))
    shown = seats[:THREADS_A_PAGE]
    others = others_by_thread(viewer, [seat.thread_id for seat in shown])
    last = shown[-1].thread if len(seats) > THREADS_A_PAGE else None
    return InboxPage(
        show,
        tuple(_line(seat, others[seat.thread_id]) for seat in shown),
        seats_of(viewer).filter(standing=Standing.INVITED).count(),
        str(Cursor(last.last_message_at, last.pk)) if last else "",
    )


def _page(viewer: Viewer, standing: Standing, cursor: Cursor | None) -> QuerySet[Participant]:
    seats = seats_of(viewer).filter(standing=standing).select_related("thread")
    if cursor:
        seats = seats.filter(
            Q(thread__last_message_at__lt=cursor.at)
            | Q(thread__last_message_at=cursor.at, thread_id__lt=cursor.id)
        )
    newest = messages_seen_by(viewer).filter(thread=OuterRef("thread"), removed_at=None)
    newest = newest.order_by("-number")
    seats = seats.annotate(
        said=Subquery(newest.values("html")[:1]), by=Subquery(newest.values("author_id")[:1])
    )
    return seats.order_by("-thread__last_message_at", "-thread_id")[: THREADS_A_PAGE + 1]


def others_by_thread(viewer: Viewer, thread_ids: list[int]) -> dict[int, list[Seat]]:
    """The seats of the others, without those whom a block hides from this one."""
    found: dict[int, list[Seat]] = defaultdict(list)
    others = Participant.objects.filter(thread_id__in=thread_ids).exclude(member_id=viewer.me)
    for seat in others.select_related("member", "stand_in", "thread").order_by("pk"):
        if seat.thread.relay or seat.member_id not in viewer.hidden:
            found[seat.thread_id].append(seat_line(seat))
    return found


def _plain(html: str) -> str:
    """The first words of a message, without its marks."""
    return " ".join(unescape(strip_tags(html)).split())


def _line(seat: Participant, others: list[Seat]) -> ThreadLine:
    said, by = getattr(seat, "said", None), getattr(seat, "by", None)
    here = any(one.state in ("here", "out") for one in others)
    return ThreadLine(
        seat.thread_id, names_of(others), _plain(said or ""), by == seat.shown_id,
        seat.thread.last_message_at, seat.unread, seat.muted_at is not None,
        not here and any(one.state == "asked" for one in others), seat.thread.sample,
    )  # fmt: skip
