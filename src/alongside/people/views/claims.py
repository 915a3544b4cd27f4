"""Inviting somebody to claim an imported name, and the page that their link leads to."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kernel.errors import too_many
from alongside.kernel.pages import done, page, see
from alongside.kernel.verdicts import Refused
from alongside.people.access import administrators_only
from alongside.people.actions.claims import (
    LASTS,
    claim_into,
    claim_name,
    invite_to_claim,
    withdraw_invitation,
)
from alongside.people.forms.claims import ClaimForm, InviteForm
from alongside.people.reads.claims import ClaimPage, claim_page
from alongside.people.viewer import PersonRequest

INVITED = "The invitation is on its way to {}."
TAKEN_BACK = "The invitation is taken back. Its link does not work any more."
NO_ADDRESS = "Please write an e-mail address, like anna@example.org. Nothing was sent."
YOURS = "These conversations are yours now. It may take a minute until your name is beside them."


@require_POST
@administrators_only
def invitation(request: PersonRequest, member_id: int) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        messages.error(request, NO_ADDRESS)
        return see(reverse("manage_person", args=[member_id]))
    email = form.cleaned_data["email"]
    try:
        with transaction.atomic():
            _send(request, member_id, email)
        messages.success(request, INVITED.format(email))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return see(reverse("manage_person", args=[member_id]))


def _send(request: PersonRequest, member_id: int, email: str) -> None:
    secret, member = invite_to_claim(request.viewer, member_id, email)
    words = {
        "link": settings.ALONGSIDE.base_url + reverse("claim", args=[secret]),
        "name": member.name,
        "days": LASTS.days,
    }
    get_adapter().send_mail("account/email/invitation", email, words)


@require_POST
@administrators_only
def invitation_end(request: PersonRequest, member_id: int) -> HttpResponse:
    try:
        withdraw_invitation(request.viewer, member_id)
        messages.success(request, TAKEN_BACK)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return see(reverse("manage_person", args=[member_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: PersonRequest, secret: str) -> HttpResponse:
    """A look never uses the link up: programs that read mail follow links too."""
    found = claim_page(secret)
    if found is None:
        raise Http404
    if request.method != "POST":
        name = "" if found.must_rename else found.name
        return _show(request, secret, found, ClaimForm(initial={"name": name}))
    if not consume(request, action="claim"):
        return too_many(request)
    try:
        return _into(request, secret) if request.viewer.signed_in else _anew(request, secret, found)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see(reverse("account_login"))


def _into(request: PersonRequest, secret: str) -> HttpResponse:
    claim_into(request.viewer, secret)
    return done(request, YOURS, reverse("member", args=[request.viewer.me]))


def _anew(request: PersonRequest, secret: str, found: ClaimPage) -> HttpResponse:
    form = ClaimForm(request.POST)
    if form.is_valid():
        try:
            member = claim_name(secret, form.cleaned_data["name"])
        except ValidationError as problem:
            form.add_error("name", problem)
        else:
            record_authentication(request, member, "code", email=member.email)
            answer: HttpResponse = perform_login(request, Login(user=member, email=member.email))
            return answer
    return _show(request, secret, found, form, status=422)


def _show(
    request: PersonRequest,
    secret: str,
    found: ClaimPage,
    form: ClaimForm,
    status: int = 200,
) -> HttpResponse:
    answer = page(request, "people/claim.html", status=status, page=found, form=form, secret=secret)
    answer["Cache-Control"] = "no-store"
    return answer
