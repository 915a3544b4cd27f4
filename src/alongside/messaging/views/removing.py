"""Taking a message back: asks first, with the words in view."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.kernel.verdicts import demand
from alongside.messaging import reads
from alongside.messaging.actions import remove_message
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

REMOVED = "Your message was removed. Nobody in here can read it any more."


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def message_removal(request: PersonRequest, sent_id: int) -> HttpResponse:
    place = reads.removal_place(request.viewer, sent_id)
    if place is None:
        raise Http404
    demand(place.may_remove)
    if request.method != "POST":
        return page(request, "messaging/removal.html", place=place)
    remove_message(request.viewer, sent_id)
    return done(request, REMOVED, f"{url('thread', place.thread_id)}#post-{place.number}")
