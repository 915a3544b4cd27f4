"""My data: what I agreed to, a file with all I wrote, and taking my words back."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import consume
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.exchange.leaving.removing import remove_my_words
from alongside.exchange.reads import data_page, standing_posts
from alongside.exchange.rules import exports_ready
from alongside.exchange.taking.asking import ask_for_data
from alongside.exchange.taking.sweeping import path_of
from alongside.kernel.errors import too_many
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.people.access import members_only
from alongside.people.actions.consent import agree_to_story, take_back_story
from alongside.people.confirming import still_you
from alongside.people.viewer import PersonRequest


@require_safe
@members_only
def my_data(request: PersonRequest) -> HttpResponse:
    found = data_page(request.viewer, request.session.session_key)
    return page(request, "exchange/my_data.html", page=found)


@require_POST
@members_only
def agreement(request: PersonRequest) -> HttpResponse:
    agree_to_story(request.viewer)
    return done(request, "Thank you. You can write again.", url("my_data"))


@require_POST
@members_only
def agreement_end(request: PersonRequest) -> HttpResponse:
    take_back_story(request.viewer)
    return done(
        request, "You took back your yes. Nothing new of yours will be kept.", url("my_data")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@still_you
def words_removal(request: PersonRequest) -> HttpResponse:
    """Asks first, then takes all of it back."""
    if request.method != "POST":
        posts = standing_posts(request.viewer)
        return page(request, "exchange/words_removal.html", posts=posts)
    remove_my_words(request.viewer)
    return done(request, "Your words were removed. Nobody can read them any more.", url("my_data"))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@still_you
def data_asked(request: PersonRequest) -> HttpResponse:
    """A GET is somebody who comes back from signing in: the page with the button."""
    if request.method == "POST":
        if not consume(request, action="take_data", user=request.user):
            return too_many(request)
        ask_for_data(request.viewer, request.session.session_key or "")
    return see(url("my_data") + "#file")


@require_safe
@members_only
def data_file(request: PersonRequest, export_secret: str) -> HttpResponse:
    """Only where it was asked for: in any other session there is nothing here."""
    ready = exports_ready(request.viewer, request.session.session_key)
    export = ready.filter(secret=export_secret).first()
    if export is None or not path_of(export.pk).exists():
        raise Http404
    answer = FileResponse(
        path_of(export.pk).open("rb"), as_attachment=True, filename="my-data.zip",
        content_type="application/zip",
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return cast("HttpResponse", answer)
