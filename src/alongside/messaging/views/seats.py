"""Yes, no, mute and leave: each a press of a button on the thread's own page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.messaging import actions
from alongside.messaging.reads import thread_page
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

ACCEPTED = "You said yes. You can both write here now."
DECLINED = "You said no. They are not told, and cannot write to you here."
MUTED = "You hear nothing of this any more. You can still read it."
UNMUTED = "You hear of new messages here again."
LEFT = "You left. What you wrote stays with the others."


@require_POST
@members_only
def thread_accept(request: PersonRequest, thread_id: int) -> HttpResponse:
    actions.accept_request(request.viewer, thread_id)
    return done(request, ACCEPTED, url("thread", thread_id))


@require_POST
@members_only
def thread_decline(request: PersonRequest, thread_id: int) -> HttpResponse:
    actions.decline_request(request.viewer, thread_id)
    return done(request, DECLINED, url("messages"))


@require_POST
@members_only
def thread_mute(request: PersonRequest, thread_id: int) -> HttpResponse:
    actions.mute_thread(request.viewer, thread_id)
    return done(request, MUTED, url("thread", thread_id))


@require_POST
@members_only
def thread_unmute(request: PersonRequest, thread_id: int) -> HttpResponse:
    actions.unmute_thread(request.viewer, thread_id)
    return done(request, UNMUTED, url("thread", thread_id))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def thread_leave(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Asks first, because there is no way back but to be asked in again."""
    found = thread_page(request.viewer, thread_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return page(request, "messaging/leave.html", page=found)
    actions.leave_thread(request.viewer, thread_id)
    return done(request, LEFT, url("messages"))
