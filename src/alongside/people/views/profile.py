"""A person's own profile. The page that others see joins rooms, so it is made in `home`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.kernel.pages import done, page
from alongside.people import actions
from alongside.people.access import members_only
from alongside.people.choices import country_choices, zone_choices
from alongside.people.forms import ProfileForm
from alongside.people.models import ABOUT_MAX, NAME_MAX, PLACE_MAX, Audience, Connection, Member
from alongside.people.rules import profiles_edited_by
from alongside.people.viewer import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def profile_edit(request: PersonRequest) -> HttpResponse:
    member = profiles_edited_by(request.viewer).get()
    if request.method == "POST":
        return _save(request, member)
    known = {name: getattr(member, name) for name in ProfileForm.base_fields}
    return _show(request, member, ProfileForm(initial=known))


def _save(request: PersonRequest, member: Member) -> HttpResponse:
    form = ProfileForm(_with_audiences(request, member))
    if form.is_valid():
        try:
            actions.edit_profile(request.viewer, actions.ProfileWords(**form.cleaned_data))
        except ValidationError as problem:
            form.add_error(None if hasattr(problem, "error_dict") else "name", problem)
        else:
            return done(request, "Your profile is saved.", reverse("member", args=[member.pk]))
    return _show(request, member, form, status=422)


def _with_audiences(request: PersonRequest, member: Member) -> QueryDict:
    """A line whose readers were not chosen in what was sent keeps those it has."""
    sent = request.POST.copy()
    for line in ("connection", "about", "place", "zone"):
        sent.setdefault(f"{line}_audience", getattr(member, f"{line}_audience"))
    return sent


def _show(
    request: PersonRequest, member: Member, form: ProfileForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "people/profile_edit.html",
        status=status,
        form=form,
        zones=zone_choices(),
        countries=country_choices(),
        name_max=NAME_MAX,
        about_max=ABOUT_MAX,
        place_max=PLACE_MAX,
        connections=Connection.choices,
        audiences=Audience.choices,
    )
