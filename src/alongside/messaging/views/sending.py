"""Sending a private message from any page that has a form for it. Whatever goes wrong, the answer
still holds every word.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse

from alongside.discussions.composing import (
    CONFLICT,
    KEPT,
    WriteForm,
    agreeing,
    ask_to_agree,
    keep_and_sign_in,
    keep_as_draft,
    let_go,
    look_again,
    take_kept,
    what_is_wrong,
    with_preview,
    words_sent,
    writer_mark,
)
from alongside.kernel.pages import see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.messaging.actions import TokenReused
from alongside.messaging.forms import MessageForm
from alongside.messaging.models import MESSAGE_MAX, Message
from alongside.people.viewer import PersonRequest, Viewer

SENT_ALREADY = (
    "You already sent something from this form, and it is there. It is shown beside your new "
    "words, which are kept: send them if you want to send them too."
)
Send = Callable[[Viewer, str, str], Message]
Show = Callable[[WriteForm, int], HttpResponse]


def message_form(request: PersonRequest, place: str, submit: str = "Send") -> WriteForm:
    form = WriteForm(request.path, place, submit, writer_mark(request.viewer), limit=MESSAGE_MAX)
    return ask_to_agree(request, form)


def begun(request: PersonRequest, form: WriteForm, draft: str, token: str) -> WriteForm:
    """The form as it is first shown: with what was begun there, or kept while they signed in."""
    form.body, form.token = draft, token or form.token
    return take_kept(request, form)


def message_sent(request: PersonRequest, form: WriteForm, show: Show, send: Send) -> HttpResponse:
    """What came with the form goes to `send`, or back to its page by `show`."""
    if not request.viewer.signed_in:
        return keep_and_sign_in(request, form.place, request.path)
    sent = words_sent(request, between_two=True)
    form.body = sent.get("body", "")
    given = MessageForm(sent)
    given.is_valid()
    form.token = str(given.cleaned_data.get("token") or form.token)
    if errors := what_is_wrong(request, given, form):
        form.errors = errors
        return show(form, 422)
    preview = "preview" in request.POST
    if preview or look_again(request, form):
        return show(with_preview(form), 200) if preview else show(form, 422)
    try:
        message = send(agreeing(request, form), given.cleaned_data["body"], form.token)
    except TokenReused as reused:
        return show(_with_both(form, reused.message), CONFLICT)
    except Refused as refused:
        form.notice = refused.reason + KEPT
        return show(form, CONFLICT)
    except Http404:
        keep_as_draft(request, form.place)
        raise
    let_go(request, form.place)
    return see(f"{url('thread', message.thread_id)}#post-{message.number}")


def _with_both(form: WriteForm, sent: Message) -> WriteForm:
    """A fresh form for the new words, with what was sent before beside it."""
    fresh = WriteForm(form.action, form.place, "Send this too", form.writer, limit=form.limit)
    fresh.body, fresh.notice, fresh.theirs = form.body, SENT_ALREADY, sent.source
    return fresh
