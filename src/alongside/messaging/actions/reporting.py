"""Showing one message to staff, and what they make of it."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.kernel.verdicts import demand
from alongside.messaging.actions.sending import my_seat
from alongside.messaging.events import MessageReported, ReportClosed
from alongside.messaging.models import MessageReport, ReportOpening
from alongside.messaging.rules import (
    may_close,
    may_report,
    messages_seen_by,
    reports_seen_by,
)
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@transaction.atomic
def report_message(viewer: Viewer, message_id: int, *, reason: str) -> MessageReport:
    """A copy of this one message goes to staff. Reporting it again changes nothing.

    Raises:
        Refused: a message of one's own.
        Http404: no such message for this person.
    """
    message = messages_seen_by(viewer).filter(pk=message_id, removed_at=None).first()
    if message is None:
        raise Http404
    demand(may_report(message, my_seat(viewer, message.thread_id)))
    report, new = MessageReport.objects.get_or_create(
        message=message, reporter_id=viewer.me,
        defaults={
            "author_id": message.author_id, "reason": reason, "html": message.html,
            "written_at": message.created_at,
        },
    )  # fmt: skip
    if new:
        record(MessageReported(report.pk))
    return report


@transaction.atomic
def open_report(viewer: Viewer, report_id: int) -> None:
    """Read the copy. Who did, and when, is kept. Raises Http404 for anybody but staff."""
    report = _seen(viewer, report_id)
    ReportOpening.objects.get_or_create(report=report, member_id=viewer.me)


@transaction.atomic
def close_report(viewer: Viewer, report_id: int, *, note: str) -> None:
    """Done with, with a word for the one who reported.

    Raises:
        Refused: closed before, or never read.
        Http404: for anybody but staff.
    """
    report = _seen(viewer, report_id)
    opened = report.openings.filter(member_id=viewer.me).exists()
    demand(may_close(closed=report.closed_at is not None, opened=opened))
    report.closed_at, report.closed_by_id, report.note = timezone.now(), viewer.me, note
    report.save(update_fields=["closed_at", "closed_by", "note"])
    if report.reporter_id:
        record(ReportClosed(report.pk, report.reporter_id))


def _seen(viewer: Viewer, report_id: int) -> MessageReport:
    report = reports_seen_by(viewer).select_for_update().filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report
