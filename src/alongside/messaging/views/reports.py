"""Staff look at what was reported: the one message, once they have said that they read it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.discussions.composing import first_errors
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.messaging import reads
from alongside.messaging.actions import close_report, open_report
from alongside.messaging.forms import ClosingForm
from alongside.messaging.models.reports import NOTE_MAX
from alongside.messaging.views.reading import whole
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest

CLOSED = "The report is closed, and the person who sent it can read your note."


@require_safe
@staff_only
def manage_reports(request: PersonRequest) -> HttpResponse:
    show = "closed" if request.GET.get("show") == "closed" else "open"
    after = whole(request.GET.get("after", "")) or 0
    found = reads.reports_page(request.viewer, show, after)
    return page(request, "messaging/manage_reports.html", page=found)


@require_safe
@staff_only
def manage_report(request: PersonRequest, report_id: int) -> HttpResponse:
    return _page(request, report_id)


def _page(
    request: PersonRequest, report_id: int, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    found = reads.report_page(request.viewer, report_id)
    if found is None:
        raise Http404
    return page(
        request, "messaging/manage_report.html", status=status, page=found, errors=errors or {},
        note=request.POST.get("note", ""), note_max=NOTE_MAX,
    )  # fmt: skip


@require_POST
@staff_only
def manage_report_opening(request: PersonRequest, report_id: int) -> HttpResponse:
    open_report(request.viewer, report_id)
    return see(url("manage_report", report_id))


@require_POST
@staff_only
def manage_report_closing(request: PersonRequest, report_id: int) -> HttpResponse:
    given = ClosingForm(request.POST)
    if not given.is_valid():
        return _page(request, report_id, first_errors(given), 422)
    close_report(request.viewer, report_id, note=given.cleaned_data["note"])
    return done(
        request,
        "The report is closed, and the person who sent it can read your note.",
        url("manage_reports"),
    )
