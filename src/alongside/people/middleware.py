"""Says who is looking, before any view runs: `request.viewer`, and `request.user` for libraries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import auser, get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from alongside.people.cookies import country_cookie, zone_cookie
from alongside.people.factors.session import took_second_step
from alongside.people.models import Member, Role
from alongside.people.sessions import Holder, SessionStore
from alongside.people.viewer import PersonRequest, Viewer
from alongside.people.viewers import country_of, viewer_of, zone_of


class ViewerMiddleware:
    """Takes the place of Django's AuthenticationMiddleware, after SessionMiddleware.

    Signing in or out during a request changes `request.user` at once and `request.viewer` with
    the next request: both end with a redirect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        # Pages read the viewer, which is made already; only libraries pay for a whole member.
        request.user = SimpleLazyObject(partial(get_user, request))  # type: ignore[assignment]
        request.auser = partial(auser, request)
        # First nobody: where the session cannot be read, the page that says so needs a viewer.
        request.viewer = nobody = _nobody(zone_cookie(request), country_cookie(request))
        request.viewer = _holder_of(request) or nobody
        return self.get_response(request)


def _holder_of(request: HttpRequest) -> Viewer | None:
    # Without the cookie there is no session, and a page for everybody stays free of one.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    member = _member_of(request)
    if member is None:
        return None
    viewer = viewer_of(
        member,
        zone=member.zone or zone_cookie(request),
        country=member.country or country_cookie(request),
    )
    return _held_back(viewer) if _lacks_second_step(request, viewer) else viewer


def _lacks_second_step(request: HttpRequest, viewer: Viewer) -> bool:
    needed = viewer.is_staff and settings.ALONGSIDE.staff_need_second_factor
    return needed and not took_second_step(request.session)


def _held_back(viewer: Viewer) -> Viewer:
    """With the rights of any member until the second step is taken: pages say so."""
    return replace(viewer, role=Role.MEMBER.value, held_role=viewer.role)


def _member_of(request: HttpRequest) -> Holder | Member | None:
    session: SessionStore = request.session  # type: ignore[assignment]
    if session.get(SESSION_KEY) is None:
        return None
    if holder := session.verified_holder():
        return holder
    # Something is not as it was at sign-in. Django decides what, and ends the session if it must.
    user = request.user
    return user if user.is_authenticated else None


@lru_cache(maxsize=1024)
def _nobody(zone: str, country: str) -> Viewer:
    return Viewer(None, "", "", zone_of(zone), country_of(country, zone))
