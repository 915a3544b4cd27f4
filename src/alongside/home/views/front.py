"""The front page, help now, a member's page, and the answer to "are you alive?"."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from alongside.home.reads import front_page, help_page, member_page
from alongside.kernel.pages import page
from alongside.notifications.reads.my_mail import mail_is_stopped
from alongside.people.viewer import PersonRequest


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    found = front_page(request.viewer)
    return page(
        request, "home/home.html", sections=found.sections, newest=found.newest,
        waiting=found.waiting,
    )  # fmt: skip


@require_safe
def help_now(request: PersonRequest) -> HttpResponse:
    found = help_page(request.viewer, request.GET.get("country", ""))
    return page(request, "home/help.html", country=found.country, countries=found.countries)


@require_safe
def member(request: PersonRequest, member_id: int) -> HttpResponse:
    found = member_page(request.viewer, member_id, request.GET.get("as", ""))
    if found is None:
        raise Http404
    stopped = member_id == request.viewer.id and mail_is_stopped(request.viewer)
    return page(request, "people/member.html", page=found, mail_is_stopped=stopped)


@require_safe
def alive(request: PersonRequest) -> HttpResponse:
    """For a monitor: the web answers and the database reads."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
