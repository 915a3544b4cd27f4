"""Words that met a closed door: a session that ended, a form too old. They are kept and shown.

Somebody signed out who sends a form is not told to type it again: the words wait for an hour in
their browser's own session while they sign in, and stand in the form when they come back. That
happens before anything is looked up, so it tells nothing about what is there. Only words from a
form that a member was shown are kept, and only that member gets them back.
"""

from __future__ import annotations

import logging
import re
from functools import wraps

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpResponse

from alongside.discussions.actions import save_draft
from alongside.discussions.forms import MY_NAME, WriteForm
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.discussions.views.agreeing import ask_to_agree
from alongside.discussions.writer import marked_writer, writer_mark
from alongside.kernel.errors import forbidden
from alongside.kernel.pages import page
from alongside.people.access import P, View, sign_in_first
from alongside.people.viewer import PersonRequest

SESSION_KEY = "kept_words"
NOT_LOST = "You had been signed out. Your words are here, nothing was lost. Check them and send."
TOO_OLD = (
    "This page was open for a long time, so we ask once more. Nothing was lost: "
    "your words are below. Send them again."
)
ONCE_MORE = "This page was open for a long time. Go back, load it again, then try once more."
GO_BACK = (
    "We could not take this. Go back: your words should still be there. Copy them, load that page "
    "again, then send them once more."
)
BUSY = "Our side is busy. Nothing was lost: your words are below. Try again in a minute."
TOO_OFTEN = (
    "That was tried many times. Nothing was lost: your words are below. Try again in a few minutes."
)
AN_HOUR = 60 * 60
_FROM_ELSEWHERE = ("Origin checking failed", "Referer checking failed")
log = logging.getLogger(__name__)
_WRITING = re.compile(
    r"/(ask|t/\d+/replies|p/\d+/edit|messages/\d+(/people/\d+)?|[mt]/\d+/message)"
)


def keep_and_sign_in(request: PersonRequest, place: str, back: str) -> HttpResponse:
    """Keep what was sent by somebody signed out, and let them sign in to send it."""
    writer = _writer(request)
    if writer is None:
        return sign_in_first(back)
    if not consume(request, action="keep_words", key=str(writer)):
        return _words_page(request, 429, TOO_OFTEN)
    request.session[SESSION_KEY] = _kept(request, place, writer)
    request.session.set_expiry(AN_HOUR)
    # Now, and not after the answer is made: a busy database must still be able to change it.
    request.session.save()
    return sign_in_first(back)


def _writer(request: PersonRequest) -> int | None:
    """The member whose form was sent; None where nobody's was, or not that of who is here."""
    writer = marked_writer(request.POST.get("writer", ""))
    return writer if request.viewer.id in (None, writer) else None


def _kept(request: PersonRequest, place: str, writer: int) -> dict[str, str | int]:
    given = request.POST
    return {
        "writer": writer,
        "place": place,
        "body": given.get("body", "")[: BODY_MAX * 2],
        "title": given.get("title", "")[: TITLE_MAX * 2],
        "space": given.get("space", "")[:60],
        "kind": given.get("kind", "")[:8],
        "under": given.get("under", "")[:8],
        "token": given.get("token", "")[:36],
    }


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
    """Put kept words into the form of their place. They stay kept until they are sent.

    Another member's words, from before they signed out here, are forgotten.
    """
    kept = request.session.get(SESSION_KEY) if request.viewer.signed_in else None
    if kept and kept.get("writer") != request.viewer.id:
        del request.session[SESSION_KEY]
    elif kept and kept["place"] == form.place:
        form.body, form.title = kept["body"], kept["title"] or form.title
        form.space, form.kind = kept["space"] or form.space, kept["kind"] or form.kind
        form.under = kept.get("under") or form.under
        form.token = kept["token"] or form.token
        form.notice = NOT_LOST
    return form


def let_go(request: PersonRequest, place: str) -> None:
    """The words were sent, so nothing is kept any more."""
    kept = request.session.get(SESSION_KEY)
    if kept and kept["place"] == place:
        del request.session[SESSION_KEY]


def csrf_failure(request: PersonRequest, reason: str = "") -> HttpResponse:
    """A form whose secret is out of date (Django calls this). Writing is never thrown away.

    What another site made up is not shown: a page of ours that holds its words could be sent by
    one press of a button.
    """
    if not _WRITING.fullmatch(request.path):
        return forbidden(request, PermissionError(ONCE_MORE))
    if not _from_our_page(request, reason) or _writer(request) is None:
        return forbidden(request, PermissionError(GO_BACK))
    return _words_page(request, 403, TOO_OLD)


def _from_our_page(request: PersonRequest, reason: str) -> bool:
    """What the headers say alone: nobody may hold a thread by sending half a form."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site not in ("", "same-origin", "none") or reason.startswith(_FROM_ELSEWHERE):
        return False
    return site == "same-origin" or settings.CSRF_COOKIE_NAME in request.COOKIES


def words_kept_when_busy(view: View[P]) -> View[P]:
    """Where the database is locked or its disk is full, the words go back to who wrote them."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except OperationalError:
            if request.method != "POST":
                raise
            log.exception("The database did not take what was sent to %s", request.path)
            return _words_page(request, 503, BUSY)

    return guarded


def _words_page(request: PersonRequest, status: int, notice: str) -> HttpResponse:
    """Every word that was sent, to send again: with the same token, so that it is posted once."""
    given = request.POST
    writer = writer_mark(request.viewer) or given.get("writer", "")
    form = WriteForm(
        request.path, "", "Send again", writer, body=given.get("body", ""),
        title=given.get("title", ""), space=given.get("space", ""), kind=given.get("kind", ""),
        notice=notice, under=given.get("under", "") or MY_NAME,
    )  # fmt: skip
    form.token = given.get("token", "") or form.token
    if not request.path.endswith("/edit"):
        ask_to_agree(request, form)
    count = given.get("edit_count", "")
    form.edit_count = int(count) if count.isascii() and count.isdigit() and len(count) < 10 else 0
    return page(request, "discussions/kept.html", status=status, form=form)
