"""Django's CSRF check, without sending a cookie again that the browser has just sent."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware


class QuietCsrfMiddleware(CsrfViewMiddleware):
    """Django renews the cookie on every page that has a form; its year starts over each time.

    Here it is sent when it is new or changed. After its year a fresh one is sent, which costs
    nobody anything: a form that meets it is asked for once more with its words kept.
    """

    def _set_csrf_cookie(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if request.COOKIES.get(settings.CSRF_COOKIE_NAME) != request.META["CSRF_COOKIE"]:
            super()._set_csrf_cookie(request, response)  # type: ignore[misc]
