"""Words that met a closed door: a session that ended, a form too old. They are kept and shown.

Somebody signed out who sends a form is not told to type it again: the words wait in their
browser's own session while they sign in, and stand in the form when they come back. That happens
before anything is looked up, so it tells nothing about what is there.
"""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from alongside.discussions.actions import save_draft
from alongside.discussions.forms import WriteForm
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.kernel.errors import forbidden
from alongside.kernel.pages import page
from alongside.people.access import sign_in_first
from alongside.people.viewer import PersonRequest

SESSION_KEY = "kept_words"
NOT_LOST = "You had been signed out. Your words are here, nothing was lost. Check them and send."
TOO_OLD = (
    "This page was open for a long time, so we ask once more. Nothing was lost: "
    "your words are below. Send them again."
)
ONCE_MORE = "This page was open for a long time. Go back, load it again, then try once more."
_WRITING = re.compile(r"/(ask|t/\d+/replies|p/\d+/edit)")


def keep_and_sign_in(request: PersonRequest, place: str, back: str) -> HttpResponse:
    """Keep what was sent by somebody signed out, and let them sign in to send it."""
    given = request.POST
    request.session[SESSION_KEY] = {
        "place": place,
        "body": given.get("body", "")[: BODY_MAX * 2],
        "title": given.get("title", "")[: TITLE_MAX * 2],
        "space": given.get("space", "")[:60],
        "kind": given.get("kind", "")[:8],
        "token": given.get("token", "")[:36],
    }
    return sign_in_first(back)


def keep_as_draft(request: PersonRequest, place: str) -> None:
    """The place somebody wrote in is not there for them (any more): their words wait in drafts."""
    given = request.POST
    if not (given.get("body", "").strip() or given.get("title", "").strip()):
        return  # Only looked at, or sent empty: an earlier draft of that place stays as it is.
    draft = save_draft(
        request.viewer, place, body=given.get("body", ""), title=given.get("title", ""),
        token=given.get("token", ""),
    )  # fmt: skip
    if draft:
        messages.info(request, "Nothing was lost. Your words are in My drafts.")


def take_kept(request: PersonRequest, form: WriteForm) -> WriteForm:
    """Put kept words into the form of their place. They stay kept until they are sent."""
    kept = request.session.get(SESSION_KEY) if request.viewer.signed_in else None
    if kept and kept["place"] == form.place:
        form.body, form.title = kept["body"], kept["title"] or form.title
        form.space, form.kind = kept["space"] or form.space, kept["kind"] or form.kind
        form.token = kept["token"] or form.token
        form.notice = NOT_LOST
    return form


def let_go(request: PersonRequest, place: str) -> None:
    """The words were sent, so nothing is kept any more."""
    kept = request.session.get(SESSION_KEY)
    if kept and kept["place"] == place:
        del request.session[SESSION_KEY]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret is out of date (Django calls this). Writing is never thrown away."""
    if not _WRITING.fullmatch(request.path):
        return forbidden(request, PermissionError(ONCE_MORE))
    given = request.POST
    form = WriteForm(
        request.path, "", "Send again", body=given.get("body", ""), title=given.get("title", ""),
        space=given.get("space", ""), kind=given.get("kind", ""), notice=TOO_OLD,
    )  # fmt: skip
    form.token = given.get("token", "") or form.token
    count = given.get("edit_count", "")
    form.edit_count = int(count) if count.isdigit() and len(count) < 10 else 0
    return page(request, "discussions/kept.html", status=403, form=form)
