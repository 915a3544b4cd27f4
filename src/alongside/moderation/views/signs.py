"""Posts that want a look first, and the button that says: I have looked."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.moderation.actions.signs import mark_seen
from alongside.moderation.reads.signs import SHOWS, signs_page
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest

DIGITS = 9


@require_safe
@staff_only
def manage_signs(request: PersonRequest) -> HttpResponse:
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    whole = after.isascii() and after.isdigit() and len(after) <= DIGITS
    found = signs_page(
        request.viewer, show if show in SHOWS else SHOWS[0], int(after) if whole else 0
    )
    return page(request, "moderation/signs.html", page=found)


@require_POST
@staff_only
def manage_sign_seen(request: PersonRequest, post_id: int) -> HttpResponse:
    mark_seen(request.viewer, post_id)
    return done(request, "Marked as seen. Others can see that you looked.", url("manage_signs"))
