"""One thread: who is there, and a page of its messages, newest at the end."""

from __future__ import annotations

from alongside.discussions.reads.writing import my_draft
from alongside.discussions.rules import topics_seen_by
from alongside.messaging.models import Message, MessageReport, Participant, Standing
from alongside.messaging.reads.shapes import (
    MessageLine,
    ThreadPage,
    names_of,
    seat_line,
    voice,
)
from alongside.messaging.rules import (
    may_invite,
    may_send,
    may_send_more,
    may_take_back,
    messages_seen_by,
    seats_of,
)
from alongside.people.viewer import Viewer

MESSAGES_A_PAGE = 30


def thread_page(viewer: Viewer, thread_id: int, before: int | None = None) -> ThreadPage | None:
    """None where this person has no seat.

    Args:
        before: only messages older than the one of that number.
    """
    seats = seats_of(viewer).select_related("thread", "stand_in", "invited_by")
    mine = seats.filter(thread_id=thread_id).first()
    if mine is None:
        return None
    return _page(viewer, mine, _others(viewer, mine), _messages(viewer, mine, before))


def _others(viewer: Viewer, mine: Participant) -> list[Participant]:
    others = Participant.objects.filter(thread_id=mine.thread_id).exclude(pk=mine.pk)
    others = others.select_related("member", "stand_in").order_by("pk")
    if mine.thread.relay:
        return list(others)
    return [one for one in others if one.member_id not in viewer.hidden]


def _messages(viewer: Viewer, mine: Participant, before: int | None) -> list[Message]:
    """Newest first, and one more than a page holds, where there is one."""
    messages = messages_seen_by(viewer).filter(thread_id=mine.thread_id).select_related("author")
    if before is not None:
        messages = messages.filter(number__lt=before)
    return list(messages.order_by("-number")[: MESSAGES_A_PAGE + 1])


def _page(
    viewer: Viewer, mine: Participant, others: list[Participant], found: list[Message]
) -> ThreadPage:
    shown, lines = found[:MESSAGES_A_PAGE][::-1], [seat_line(one) for one in others]
    thread, asked = mine.thread, mine.standing == Standing.INVITED
    last = mine.asked_number if asked else thread.last_number
    draft, token = draft_of(viewer, f"thread:{thread.pk}")
    return ThreadPage(
        id=thread.pk, names=names_of(lines), seats=tuple(lines),
        messages=_lines(viewer, mine, shown), older=len(found) > len(shown),
        newer=bool(shown) and shown[-1].number < last,
        asked=asked, asker=voice(mine.invited_by), muted=mine.muted_at is not None,
        read=mine.read_number, last=last,
        may_send=may_send(mine, others) and may_send_more(mine.shown_id),
        may_invite=may_invite(mine, others, relay=thread.relay), relay=thread.relay,
        shown_as=mine.stand_in.name if mine.stand_in else "",
        about=_about(viewer, thread.topic_id), draft=draft, token=token,
    )  # fmt: skip


def _lines(viewer: Viewer, mine: Participant, shown: list[Message]) -> tuple[MessageLine, ...]:
    reports = MessageReport.objects.filter(reporter_id=viewer.me, message__in=shown)
    reported = dict(reports.values_list("message_id", "closed_at"))
    return tuple(
        MessageLine(
            one.pk, one.number, voice(one.author), one.html, one.created_at,
            one.author_id == mine.shown_id,
            one.number > mine.read_number and one.author_id != mine.shown_id,
            one.removed_at is not None, bool(may_take_back(one, mine)),
            "" if one.pk not in reported else "closed" if reported[one.pk] else "open",
        )
        for one in shown
    )  # fmt: skip


def _about(viewer: Viewer, topic_id: int | None) -> tuple[int, str] | None:
    if topic_id is None:
        return None
    return topics_seen_by(viewer).filter(pk=topic_id).values_list("pk", "title").first()


def draft_of(viewer: Viewer, place: str) -> tuple[str, str]:
    """What was begun there, with its form's token; nothing where that form was sent already (a
    save that was under way when the message went out may come after it).
    """
    draft = my_draft(viewer, place)
    if draft is None or Message.objects.filter(write_token=draft.write_token).exists():
        return "", ""
    return draft.body, draft.write_token
