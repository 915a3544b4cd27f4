"""The list of threads, and how far one has been read."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.messaging.actions import mark_thread_read
from alongside.messaging.reads import inbox_page
from alongside.messaging.reads.inbox import SHOWS
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

DIGITS = 9


@require_safe
@members_only
def inbox(request: PersonRequest) -> HttpResponse:
    show = request.GET.get("show", "messages")
    show = show if show in SHOWS else "messages"
    found = inbox_page(request.viewer, show, request.GET.get("after", ""))
    return page(request, "messaging/inbox.html", page=found)


@require_POST
@members_only
def thread_reading(request: PersonRequest, thread_id: int) -> HttpResponse:
    """How far this person has read: `number` from the script, `read` from the button."""
    pressed = request.POST.get("read", "")
    number = whole(pressed or request.POST.get("number", ""))
    if number is None:
        return HttpResponse("Say a number.", status=400, content_type="text/plain")
    reached = mark_thread_read(request.viewer, thread_id, number)
    if not pressed:
        return HttpResponse(status=204)
    return see(f"{url('thread', thread_id)}#post-{reached}")


def whole(text: str) -> int | None:
    """The number somebody's address or form holds; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
