"""An address with a NUL in it leads nowhere, and what it asks for is not looked up.

PostgreSQL refuses a text that holds the character NUL, and SQLite takes it. No keyboard types it,
and nothing of ours has it in its name. So it is refused here, once, before any page could hand it
to a database. What a form sends is read by its fields, which refuse it in words and keep the text.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

NUL = "\0"
# As it stands in what is asked for after the question mark.
WRITTEN = "%00"


class NulMiddleware:
    """After whatever the page that says so needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            raise Http404
        if WRITTEN in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)
