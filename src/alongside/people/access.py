"""Doors for views: sign in first, or there is nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse

from alongside.people.viewer import PersonRequest

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def sign_in_first(back: str) -> HttpResponse:
    """To the sign-in page, and from there to `back`. What was sent is not sent again."""
    answer = redirect_to_login(back)
    answer.status_code = 303
    return answer


def members_only(view: View[P]) -> View[P]:
    """Somebody not signed in is asked to, and comes back here afterwards."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.viewer.signed_in:
            return sign_in_first(request.get_full_path() if request.method == "GET" else "/")
        return view(request, *args, **kwargs)

    return guarded


def administrators_only(view: View[P]) -> View[P]:
    """For everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.viewer.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def staff_only(view: View[P]) -> View[P]:
    """The same for moderators and administrators."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.viewer.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
