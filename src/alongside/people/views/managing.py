"""Administrators look people up, give them a role, and block or let in who must not come in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import page, see
from alongside.kernel.verdicts import Refused
from alongside.people import actions, reads
from alongside.people.access import administrators_only
from alongside.people.forms import PeopleSearch, RoleForm
from alongside.people.models import Member, Role
from alongside.people.reads.claims import claim_state
from alongside.people.viewer import PersonRequest

LABELS = dict(Role.choices)
MEANINGS = {
    Role.NEWCOMER: "New here. Becomes a member by taking part.",
    Role.MEMBER: "Takes part.",
    Role.AMBASSADOR: "A trained volunteer.",
    Role.MODERATOR: "Staff. Reads every space, and can close a conversation.",
    Role.ADMINISTRATOR: "Staff. Can also change spaces, people and help numbers.",
}


@require_safe
@administrators_only
def manage_people(request: PersonRequest) -> HttpResponse:
    search, after = PeopleSearch(request.GET).where()
    return page(
        request,
        "people/manage_people.html",
        page=reads.people_page(request.viewer, search, after),
        labels=LABELS,
    )


@require_safe
@administrators_only
def manage_person(request: PersonRequest, member_id: int) -> HttpResponse:
    person = reads.person_to_manage(request.viewer, member_id)
    if person is None:
        raise Http404
    roles = [(role.value, role.label, MEANINGS[role]) for role in Role]
    return page(
        request,
        "people/manage_person.html",
        person=person,
        roles=roles,
        labels=LABELS,
        claim=claim_state(request.viewer, member_id),
    )


@require_POST
@administrators_only
def member_role(request: PersonRequest, member_id: int) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    role = Role(form.cleaned_data["role"])
    return _do(
        request,
        member_id,
        lambda: actions.change_role(request.viewer, member_id, role),
        f"{{name}} has the role {role.label} now.",
    )


@require_POST
@administrators_only
def member_block(request: PersonRequest, member_id: int) -> HttpResponse:
    return _do(
        request,
        member_id,
        lambda: actions.block_member(request.viewer, member_id),
        "{name} is signed out and cannot sign in any more.",
    )


@require_POST
@administrators_only
def member_unblock(request: PersonRequest, member_id: int) -> HttpResponse:
    return _do(
        request,
        member_id,
        lambda: actions.unblock_member(request.viewer, member_id),
        "{name} can sign in again.",
    )


def _do(
    request: PersonRequest, member_id: int, action: Callable[[], Member], done: str
) -> HttpResponse:
    """Back to the person, with what happened or why it did not."""
    try:
        messages.success(request, done.format(name=action().name))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return see(reverse("manage_person", args=[member_id]))
