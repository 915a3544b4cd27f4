"""Block, mute, and the page of whom one keeps away from. Each works without a script."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kernel.pages import page, see
from alongside.kernel.verdicts import Refused
from alongside.people.access import members_only
from alongside.people.actions.apart import keep_apart, let_meet, mute, unmute
from alongside.people.models import Member
from alongside.people.reads.apart import apart_page, choice
from alongside.people.viewer import PersonRequest, Viewer


@require_safe
@members_only
def my_people(request: PersonRequest) -> HttpResponse:
    return page(request, "people/my_people.html", page=apart_page(request.viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def person_block(request: PersonRequest, person_id: int) -> HttpResponse:
    """Says first what a block does, and offers to mute instead."""
    if request.method == "POST":
        done = "You blocked {name}. From now on you do not see each other."
        return _do(request, person_id, keep_apart, done, reverse("my_people"))
    person = choice(request.viewer, person_id)
    if person is None:
        raise Http404
    return page(request, "people/person_block.html", person=person)


@require_POST
@members_only
def person_unblock(request: PersonRequest, person_id: int) -> HttpResponse:
    done = "You do not block {name} any more."
    return _do(request, person_id, let_meet, done, reverse("my_people"))


@require_POST
@members_only
def person_mute(request: PersonRequest, person_id: int) -> HttpResponse:
    done, back = "You muted {name}. You hear no more of what they write.", _page_of(person_id)
    return _do(request, person_id, mute, done, back)


@require_POST
@members_only
def person_unmute(request: PersonRequest, person_id: int) -> HttpResponse:
    done = "You hear of {name} again."
    return _do(request, person_id, unmute, done, reverse("my_people"))


def _do(
    request: PersonRequest,
    person_id: int,
    action: Callable[[Viewer, int], Member],
    done: str,
    back: str,
) -> HttpResponse:
    """On to `back` with what happened; to that person's page with the reason why it did not."""
    try:
        messages.success(request, done.format(name=action(request.viewer, person_id).name))
    except Refused as refusal:
        messages.error(request, refusal.reason)
        back = _page_of(person_id)
    return see(back)


def _page_of(person_id: int) -> str:
    return reverse("member", args=[person_id])
