"""Answers: a whole page, or the fragment that htmx asked for, from the same facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from markupsafe import Markup

from alongside.kernel.templating import request_words


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a Jinja2 template straight away, with the words every template can use."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    html = env.get_template(template).render(
        {**request_words(request), "status": status, **context}
    )
    return HttpResponse(html, status=status)


def part(template: str, **context: Any) -> Markup:
    """A piece of a page that depends on nothing but what is given, so that it can be kept."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    return Markup(env.get_template(template).render(context))  # noqa: S704 - a template of ours


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked, so that only the changed part needs to go back."""
    return request.headers.get("HX-Request") == "true"


def see(address: str) -> HttpResponseRedirect:
    """Send the reader on after a write, so that reloading never writes again (303)."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
