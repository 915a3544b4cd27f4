"""Somebody who asked to leave and signs in again is asked first: stay, or go as planned?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.kernel.pages import see
from alongside.kernel.templating import url
from alongside.people.viewer import PersonRequest

# What stays open meanwhile: the question, its answers, and help.
OPEN = ("leaving", "keep_account", "account_logout", "help", "alive")


class LeavingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        if request.viewer.leaving and request.path not in {url(name) for name in OPEN}:
            return see(url("leaving"))
        return self.get_response(request)
