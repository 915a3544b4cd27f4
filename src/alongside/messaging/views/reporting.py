"""Showing one message to staff, and hearing what they made of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.discussions.composing import first_errors
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import demand
from alongside.messaging import reads
from alongside.messaging.actions import report_message
from alongside.messaging.forms import ReportForm
from alongside.messaging.models.reports import REASON_MAX
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

REPORTED = (
    "Thank you for telling us. Our staff will look at this one message. "
    "You will find here what they made of it."
)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def message_report(request: PersonRequest, message_id: int) -> HttpResponse:
    """Shows the message again, so that it is the right one, and asks why."""
    place = reads.report_place(request.viewer, message_id)
    if place is None:
        raise Http404
    demand(place.may_report)
    if place.reported:
        return see(url("my_reports"))
    given = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and given.is_valid():
        report_message(request.viewer, message_id, reason=given.cleaned_data["reason"])
        return done(request, REPORTED, url("my_reports"))
    return page(
        request, "messaging/report.html", status=422 if given.errors else 200, place=place,
        errors=first_errors(given), reason=request.POST.get("reason", ""), reason_max=REASON_MAX,
    )  # fmt: skip


@require_safe
@members_only
def my_reports(request: PersonRequest) -> HttpResponse:
    return page(request, "messaging/my_reports.html", reports=reads.my_reports(request.viewer))
