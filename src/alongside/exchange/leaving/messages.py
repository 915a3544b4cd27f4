"""Private messages of somebody who leaves: they stay with the others, from "Somebody who left"."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.exchange.leaving.texts import KINDS, change_rows
from alongside.exchange.leaving.traces import NAME_GONE, Traces
from alongside.exchange.models import LeavingChoice
from alongside.messaging.models import NO_WORDS, Message, MessageReport, Participant, Thread


def leave_messages(traces: Traces, choice: LeavingChoice) -> None:
    """Their seats go with their row. A thread that nobody sits in any more goes too."""
    seats = Participant.objects.filter(member=traces.member)
    threads = Thread.objects.filter(pk__in=list(seats.values_list("thread_id", flat=True)))
    # It is made of the numbers of two people.
    threads.update(pair=None)
    if choice == LeavingChoice.KEEP:
        _nameless(traces)
    else:
        _emptied(traces)
    seats.delete()
    threads.filter(~Exists(Participant.objects.filter(thread=OuterRef("pk")))).delete()


def _nameless(traces: Traces) -> None:
    """Their words stay, but for their own name and address in them."""

    def change(text: str, topic: int | None) -> str:
        return traces.without_address(traces.mention(None).sub(NAME_GONE, text))

    for kind in KINDS:
        if kind.model in (Message, MessageReport):
            rows = kind.of(traces.authors)
            change_rows(kind, rows, list(rows.values_list("pk", flat=True)), change)
    Message.objects.filter(author__in=traces.authors).update(
        author=None, write_token=None, write_digest=""
    )


def _emptied(traces: Traces) -> None:
    Message.objects.filter(author__in=traces.authors).update(
        author=None, removed_at=timezone.now(), **NO_WORDS
    )
    MessageReport.objects.filter(author__in=traces.authors).update(html="")
    MessageReport.objects.filter(reporter__in=traces.authors).update(reason="")
