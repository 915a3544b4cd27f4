"""The bell's page, and what a notice leads to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.clock import count
from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.notifications import actions, reads
from alongside.notifications.reads.my_mail import mail_is_stopped
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

ID_DIGITS = 18


@require_safe
@members_only
def notices(request: PersonRequest) -> HttpResponse:
    found = reads.notices_page(request.viewer, request.GET.get("before", ""))
    stopped = mail_is_stopped(request.viewer)
    return page(request, "notifications/notices.html", page=found, mail_is_stopped=stopped)


@require_safe
@members_only
def notice(request: PersonRequest, notice_id: int) -> HttpResponse:
    address = actions.open_notice(request.viewer, notice_id, read=_pressed(request))
    return HttpResponseRedirect(address)


def _pressed(request: HttpRequest) -> bool:
    """Whether a person followed the link, as browsers say it since 2020 (2023 on iPhones).

    Reading does not write, so that what fetches links by itself marks nothing as read; a page
    that is loaded ahead, or looked at by a scanner of mail, does not say this.
    """
    return request.headers.get("Sec-Fetch-User") == "?1" and request.method == "GET"


@require_POST
@members_only
def notices_read(request: PersonRequest) -> HttpResponse:
    marked = actions.read_all_notices(request.viewer, number(request.POST.get("newest", "")))
    if marked:
        messages.success(request, f"{count(marked, 'notice is', 'notices are')} marked as read.")
    return see(url("notices"))


def number(text: str) -> int:
    """A number that came in an address or a form; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= ID_DIGITS else 0
