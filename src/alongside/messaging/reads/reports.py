"""What was reported: for the one who did, and for staff, who see the words of what they opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from alongside.kernel.verdicts import Verdict
from alongside.messaging.models import MessageReport, ReportOpening
from alongside.messaging.reads.shapes import Voice, voice
from alongside.messaging.rules import (
    may_close,
    may_report,
    messages_seen_by,
    reports_seen_by,
    seats_of,
)
from alongside.people.viewer import Viewer

REPORTS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """A message that somebody is about to report."""

    message_id: int
    thread_id: int
    author: Voice
    html: str
    written_at: datetime
    may_report: Verdict
    reported: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    id: int
    author: Voice
    reporter: Voice
    reason: str
    made_at: datetime
    closed_at: datetime | None
    note: str
    opened: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """`after` is the id to start the next page below, 0 on the last one."""

    show: str
    reports: tuple[ReportLine, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Reader:
    who: Voice
    at: datetime


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`html` is empty until this reader has opened it."""

    line: ReportLine
    html: str
    written_at: datetime
    readers: tuple[Reader, ...]
    may_close: Verdict
    closed_by: Voice


def _read(reports: QuerySet[MessageReport]) -> QuerySet[MessageReport]:
    opened = ReportOpening.objects.select_related("member").order_by("at", "pk")
    return reports.select_related("author", "reporter", "closed_by").prefetch_related(
        Prefetch("openings", opened)
    )


def report_place(viewer: Viewer, message_id: int) -> ReportPlace | None:
    seen = messages_seen_by(viewer).filter(pk=message_id, removed_at=None)
    message = seen.select_related("author").first()
    if message is None:
        return None
    seat = seats_of(viewer).get(thread_id=message.thread_id)
    reported = MessageReport.objects.filter(message=message, reporter_id=viewer.me).exists()
    return ReportPlace(
        message.pk, message.thread_id, voice(message.author), message.html, message.created_at,
        may_report(message, seat), reported,
    )  # fmt: skip


def my_reports(viewer: Viewer) -> tuple[ReportLine, ...]:
    """What somebody reported, newest first, and what was made of it."""
    reports = MessageReport.objects.filter(reporter_id=viewer.me)
    return tuple(map(_line, _read(reports.order_by("-pk"))[:REPORTS_A_PAGE]))


def reports_page(viewer: Viewer, show: str, after: int) -> ReportsPage:
    """`show` is "open", oldest first, so that nobody waits for ever, or "closed"."""
    reports = reports_seen_by(viewer).filter(closed_at__isnull=show == "open")
    if show == "open":
        reports = reports.filter(pk__gt=after).order_by("pk")
    else:
        reports = (reports.filter(pk__lt=after) if after else reports).order_by("-pk")
    found = _read(reports)[: REPORTS_A_PAGE + 1]
    lines = tuple(map(_line, found))
    more = len(lines) > REPORTS_A_PAGE
    shown = lines[:REPORTS_A_PAGE]
    return ReportsPage(show, shown, shown[-1].id if more else 0)


def report_page(viewer: Viewer, report_id: int) -> ReportPage | None:
    found = _read(reports_seen_by(viewer).filter(pk=report_id))
    if not found:
        return None
    report = found[0]
    openings = report.openings.all()
    opened = any(one.member_id == viewer.me for one in openings)
    return ReportPage(
        _line(report), report.html if opened else "", report.written_at,
        tuple(Reader(voice(one.member), one.at) for one in openings),
        may_close(closed=report.closed_at is not None, opened=opened), voice(report.closed_by),
    )  # fmt: skip


def _line(report: MessageReport) -> ReportLine:
    return ReportLine(
        report.pk, voice(report.author), voice(report.reporter), report.reason, report.made_at,
        report.closed_at, report.note, bool(report.openings.all()),
    )  # fmt: skip
