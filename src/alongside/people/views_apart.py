"""Block, mute, and the page of whom one keeps away from. Each works without a script."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kernel.pages import page, see
from alongside.kernel.verdicts import Refused
from alongside.people import apart_actions, apart_reads
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest


@require_safe
@members_only
def my_people(request: PersonRequest) -> HttpResponse:
    return page(request, "people/my_people.html", page=apart_reads.apart_page(request.viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def person_block(request: PersonRequest, person_id: int) -> HttpResponse:
    """Says first what a block does, and offers to mute instead."""
    if request.method != "POST":
        choice = apart_reads.choice(request.viewer, person_id)
        if choice is None:
            raise Http404
        return page(request, "people/person_block.html", person=choice)
    try:
        person = apart_actions.keep_apart(request.viewer, person_id)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see(reverse("member", args=[person_id]))
    messages.success(request, f"You blocked {person.name}. From now on you do not see each other.")
    return see(reverse("my_people"))


@require_POST
@members_only
def person_unblock(request: PersonRequest, person_id: int) -> HttpResponse:
    person = apart_actions.let_meet(request.viewer, person_id)
    messages.success(request, f"You do not block {person.name} any more.")
    return see(reverse("my_people"))


@require_POST
@members_only
def person_mute(request: PersonRequest, person_id: int) -> HttpResponse:
    back = reverse("member", args=[person_id])
    try:
        person = apart_actions.mute(request.viewer, person_id)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see(back)
    messages.success(request, f"You muted {person.name}. You hear no more of what they write.")
    return see(back)


@require_POST
@members_only
def person_unmute(request: PersonRequest, person_id: int) -> HttpResponse:
    person = apart_actions.unmute(request.viewer, person_id)
    messages.success(request, f"You hear of {person.name} again.")
    return see(reverse("my_people"))
