"""How I sign in, and where I am signed in."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kernel.pages import done, page, see
from alongside.people.access import members_only
from alongside.people.actions import security as actions
from alongside.people.confirming import still_you
from alongside.people.reads import security as reads
from alongside.people.viewer import PersonRequest

ENDED = "That device is signed out."
OUTSIDE_ENDED = "You cannot sign in with {} any more. Your account stays as it is."
ALL_ENDED = "All other devices are signed out."


@require_safe
@members_only
def security(request: PersonRequest) -> HttpResponse:
    return page(
        request,
        "people/security.html",
        page=reads.security_page(request.viewer, request.session.session_key or ""),
        outside=settings.ALONGSIDE.oidc_name,
    )


@require_POST
@members_only
def session_end(request: PersonRequest, mark: str) -> HttpResponse:
    """The one that asks ends by signing out, which says what becomes of drafts."""
    if mark == reads.session_mark(request.session.session_key or ""):
        return see(reverse("account_logout"))
    if not actions.end_session(request.viewer.me, mark):
        raise Http404
    return done(request, ENDED, reverse("mfa_index"))


@require_POST
@members_only
def sessions_end(request: PersonRequest) -> HttpResponse:
    actions.end_other_sessions(request.viewer.me, keep=request.session.session_key or "")
    return done(request, ALL_ENDED, reverse("mfa_index"))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@still_you
def outside_end(request: PersonRequest, account_id: int) -> HttpResponse:
    """Whoever signs in with an outside service always has their address here as well."""
    found = SocialAccount.objects.filter(user_id=request.viewer.me, pk=account_id)
    if not found.exists():
        raise Http404
    if request.method != "POST":
        return page(request, "people/outside_end.html", account_id=account_id)
    service = settings.ALONGSIDE.oidc_name or "the other service"
    actions.end_outside(request.viewer.me, account_id, service)
    return done(request, OUTSIDE_ENDED.format(service), reverse("mfa_index"))
