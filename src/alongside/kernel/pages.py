"""Answers: a whole page, or the fragment that htmx asked for, from the same facts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alongside.kernel import templating


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a Jinja2 template straight away, with the words every template can use."""
    words = {**templating.request_words(request), "status": status, **context}
    html = templating.template(template).render(words)
    return HttpResponse(html, status=status)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked, so that only the changed part needs to go back."""
    return request.headers.get("HX-Request") == "true"


def see(address: str) -> HttpResponseRedirect:
    """Send the reader on after a write, so that reloading never writes again (303)."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def done(request: HttpRequest, words: str, address: str) -> HttpResponseRedirect:
    """Send the reader on after a write, to a page that begins with what was done."""
    messages.success(request, words)
    return see(address)
