"""Leaving: three plain choices, what they mean, yes; and the way back while there is time."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.exchange.leaving.asking import ask_to_leave, keep_account
from alongside.exchange.models import LeavingChoice
from alongside.exchange.reads import leaving_page, leaving_summary
from alongside.exchange.rules import may_leave
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import demand
from alongside.people.access import members_only
from alongside.people.confirming import still_you
from alongside.people.viewer import PersonRequest

CHOOSE = "Choose one of the three ways."


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@still_you
def leave(request: PersonRequest) -> HttpResponse:
    demand(may_leave(request.viewer))
    chosen = request.POST.get("choice", "")
    if request.method != "POST" or "back" in request.POST:
        return _choices(request, chosen)
    if chosen not in LeavingChoice.values:
        return _choices(request, chosen, CHOOSE, 422)
    choice = LeavingChoice(chosen)
    if "confirm" not in request.POST:
        summary = leaving_summary(request.viewer, choice)
        return page(request, "exchange/leave_confirm.html", summary=summary)
    ask_to_leave(request.viewer, choice)
    logout(request)
    return see(url("left"))


def _choices(
    request: PersonRequest, chosen: str, error: str = "", status: int = 200
) -> HttpResponse:
    return page(request, "exchange/leave.html", status=status, chosen=chosen, error=error)


@require_safe
def left(request: PersonRequest) -> HttpResponse:
    """For somebody signed out by now, so it says nothing of whom it is about."""
    return page(request, "exchange/left.html", days=settings.ALONGSIDE.leaving_days)


@require_safe
@members_only
def leaving(request: PersonRequest) -> HttpResponse:
    found = leaving_page(request.viewer)
    if found is None:
        return see(url("my_data"))
    return page(request, "exchange/leaving.html", page=found)


@require_POST
@members_only
def keep(request: PersonRequest) -> HttpResponse:
    keep_account(request.viewer)
    return done(request, "Your account stays. It is good to have you here.", url("home"))
