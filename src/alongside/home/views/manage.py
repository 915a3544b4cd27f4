"""Keeping house: the index of /manage/, and the help numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.home.actions import remove_number, save_number
from alongside.home.forms import HelpNumberForm
from alongside.home.models import HelpNumber
from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.moderation.reads import waiting_for
from alongside.people.access import administrators_only
from alongside.people.viewer import PersonRequest


@require_safe
@administrators_only
def manage(request: PersonRequest) -> HttpResponse:
    return page(request, "home/manage.html", words_waiting=waiting_for(request.viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def manage_help(request: PersonRequest) -> HttpResponse:
    """The table of numbers, and a form to add one."""
    form = HelpNumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _saved(request, None, form)
    numbers = HelpNumber.objects.order_by("country", "position", "id")
    status = 422 if form.errors else 200
    return page(request, "home/manage_help.html", status=status, numbers=numbers, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def manage_help_number(request: PersonRequest, number_id: int) -> HttpResponse:
    number = get_object_or_404(HelpNumber, id=number_id)
    form = HelpNumberForm(request.POST if request.method == "POST" else None, instance=number)
    if request.method == "POST" and form.is_valid():
        return _saved(request, number_id, form)
    status = 422 if form.errors else 200
    return page(
        request, "home/manage_help_number.html", status=status, number_id=number_id, form=form
    )


def _saved(request: PersonRequest, number_id: int | None, form: HelpNumberForm) -> HttpResponse:
    save_number(request.viewer, number_id, **form.cleaned_data)
    return done(request, "The number is saved. Readers see it from now on.", url("manage_help"))


@require_POST
@administrators_only
def manage_help_removal(request: PersonRequest, number_id: int) -> HttpResponse:
    remove_number(request.viewer, number_id)
    return done(request, "The number is removed.", url("manage_help"))
