"""Pages for what went wrong: what happened, that nothing was lost, what to do next."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from alongside.kernel.pages import page
from alongside.kernel.verdicts import Refused

Answer = Callable[[HttpRequest], HttpResponse]
PLAIN = "text/plain; charset=utf-8"
logger = logging.getLogger(__name__)


def _error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return page(request, "kernel/error.html", status=status, title=title, text=text)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(
        request,
        400,
        "We could not read that",
        "Go back, check what you typed, and send it again.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403, "You cannot do that", str(exception) or "This is for other people.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The one answer for what is hidden and for what never was."""
    return _error(
        request, 404, "There is nothing here", "The address may be wrong, or the page may be gone."
    )


def too_many(request: HttpRequest) -> HttpResponse:
    return _error(
        request,
        429,
        "Please wait a little",
        "That was tried many times. Try again in a few minutes.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """The last word there is: where even this page cannot be made, its words are said plainly."""
    waited = _waited_in_vain()
    status = 503 if waited else 500
    title = "Our side is busy" if waited else "Something broke on our side"
    text = "It is not your fault. What you saved is safe. Please try again in a minute."
    try:
        answer = _error(request, status, title, text)
    except Exception:
        logger.exception("The page that says that something broke could not be made")
        answer = plain(status, title, text)
    if waited:
        answer["Retry-After"] = "10"
    return answer


def _waited_in_vain() -> bool:
    """Whether what is being answered just now is a write that never got its turn on SQLite.

    Django calls the last page while it handles the exception, and does not hand it over.
    """
    raised = sys.exc_info()[1]
    return isinstance(raised, OperationalError) and "locked" in str(raised)


def busy() -> HttpResponse:
    """No page, which takes time that is not there."""
    answer = plain(
        503,
        "Many people are sending something just now",
        "Nothing was done yet. Wait a little, go back and send it again.",
    )
    answer["Retry-After"] = "10"
    return answer


def plain(status: int, title: str, text: str) -> HttpResponse:
    """The words alone, where there is no page to be made."""
    return HttpResponse(f"{title}\n\n{text}\n", status=status, content_type=PLAIN)


class RefusalMiddleware:
    """A rule's "no" that no view turned into something better becomes a plain page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return forbidden(request, exception)
        return None
