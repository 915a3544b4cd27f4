"""Where an administrator makes spaces and says who may come in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.discussions.actions.places import (
    add_to_space,
    save_section,
    save_space,
    take_from_space,
)
from alongside.discussions.forms_places import SectionForm, SpaceForm
from alongside.discussions.models import Access, Section, Space
from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.people.access import administrators_only
from alongside.people.viewer import PersonRequest


@require_safe
@administrators_only
def manage_spaces(request: PersonRequest) -> HttpResponse:
    sections = Section.objects.prefetch_related("spaces")
    return page(request, "discussions/manage_spaces.html", sections=sections)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def manage_section(request: PersonRequest, section_id: int = 0) -> HttpResponse:
    """Change a section, or (0) make one."""
    section = get_object_or_404(Section, id=section_id) if section_id else None
    form = SectionForm(request.POST if request.method == "POST" else None, instance=section)
    if request.method == "POST" and form.is_valid():
        save_section(request.viewer, section_id or None, **form.cleaned_data)
        return done(request, "The section is saved.", url("manage_spaces"))
    return page(
        request, "discussions/manage_section.html", status=422 if form.errors else 200,
        section_id=section_id, form=form,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def manage_space(request: PersonRequest, space_id: int = 0) -> HttpResponse:
    """Change a space, or (0) make one."""
    space = get_object_or_404(Space, id=space_id) if space_id else None
    form = SpaceForm(request.POST if request.method == "POST" else None, instance=space)
    if request.method == "POST" and form.is_valid():
        save_space(request.viewer, space_id or None, **form.cleaned_data)
        return done(request, "The space is saved.", url("manage_spaces"))
    return _space_page(request, space_id, form)


def _space_page(
    request: PersonRequest, space_id: int, form: SpaceForm, refusal: str = ""
) -> HttpResponse:
    space = Space.objects.filter(id=space_id).first()
    members = space.memberships.select_related("member").order_by("member__name") if space else ()
    return page(
        request, "discussions/manage_space.html",
        status=422 if form.errors or refusal else 200,
        space_id=space_id, form=form, members=members, refusal=refusal,
        sections=[(section.id, section.name) for section in Section.objects.all()],
        levels=Access.choices,
        by_membership=bool(space and space.access == Access.MEMBERSHIP),
    )  # fmt: skip


@require_POST
@administrators_only
def manage_space_member(request: PersonRequest, space_id: int) -> HttpResponse:
    """Let somebody in by name."""
    try:
        member = add_to_space(request.viewer, space_id, request.POST.get("name", ""))
    except Refused as refused:
        space = get_object_or_404(Space, id=space_id)
        return _space_page(request, space_id, SpaceForm(instance=space), refused.reason)
    return done(request, f"{member.name} can come in now.", url("manage_space", space_id))


@require_POST
@administrators_only
def manage_space_member_removal(
    request: PersonRequest, space_id: int, member_id: int
) -> HttpResponse:
    take_from_space(request.viewer, space_id, member_id)
    return done(request, "They cannot come in any more.", url("manage_space", space_id))
