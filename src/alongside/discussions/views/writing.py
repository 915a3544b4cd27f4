"""Asking and replying. Whatever goes wrong, the answer still holds every word that was sent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.discussions import reads
from alongside.discussions.actions import TokenReused, post_reply, start_topic
from alongside.discussions.forms import MY_NAME, NO_NAME, AskForm, ReplyForm, WriteForm
from alongside.discussions.models import Post, TopicKind
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.discussions.reads.hidden import would_hide
from alongside.discussions.reads.posts import post_address
from alongside.discussions.reads.unnamed import asking_unnamed
from alongside.discussions.reads.writing import PRIVATE, my_draft, quoted_post, reply_place
from alongside.discussions.views.agreeing import agreeing, ask_to_agree, what_is_wrong
from alongside.discussions.views.kept import (
    keep_and_sign_in,
    keep_as_draft,
    let_go,
    take_kept,
    words_kept_when_busy,
)
from alongside.discussions.views.noticing import look_again, noticed_in, words_sent
from alongside.discussions.writer import writer_mark
from alongside.kernel.markdown import quoted, render
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused, demand
from alongside.people.access import members_only, sign_in_first
from alongside.people.viewer import PersonRequest

SENT_ALREADY = (
    "You already sent something from this form, and it was posted. It is shown below. "
    "Your new words are kept here: send them if you want to post them too."
)
POSTED = "Your conversation is posted. You follow it from now on."
POSTED_UNNAMED = "Your conversation is posted without your name. You follow it from now on."
WITH_NAME = " Choose “With my name”, or ask it later."
KEPT = " Your words are kept below, nothing was lost."
CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def ask(request: PersonRequest) -> HttpResponse:
    return _ask_sent(request) if request.method == "POST" else _ask_shown(request)


@members_only
def _ask_shown(request: PersonRequest) -> HttpResponse:
    form = _ask_form(request)
    form.space = request.GET.get("space", "")
    draft = my_draft(request.viewer, "ask")
    if draft:
        form.title, form.body, form.token = draft.title, draft.body, draft.write_token
        form.space, form.kind = draft.space_slug or form.space, draft.kind or form.kind
        form.under = NO_NAME if draft.unnamed else MY_NAME
    return _ask_page(request, take_kept(request, form))


def _ask_form(request: PersonRequest) -> WriteForm:
    form = WriteForm(url("ask"), "ask", "Post it", writer_mark(request.viewer))
    return ask_to_agree(request, form)


def _ask_page(request: PersonRequest, form: WriteForm, status: int = 200) -> HttpResponse:
    sections = reads.section_lines(request.viewer)
    return page(
        request, "discussions/ask.html", status=status, form=form, sections=sections,
        unnamed=asking_unnamed(request.viewer),
    )  # fmt: skip


def _ask_sent(request: PersonRequest) -> HttpResponse:
    if not request.viewer.signed_in:
        return keep_and_sign_in(request, "ask", url("ask"))
    form, sent = _ask_form(request), words_sent(request)
    form.body, form.title = sent.get("body", ""), sent.get("title", "")
    form.space, form.kind = sent.get("space", ""), sent.get("kind", TopicKind.QUESTION.value)
    form.under = sent.get("under", "") or MY_NAME
    given = AskForm(sent)
    form.token = _token(given, form)
    if errors := what_is_wrong(request, given, form):
        form.errors = errors
        return _ask_page(request, form, 422)
    if "preview" in request.POST:
        return _ask_page(request, with_preview_of_post(form))
    if look_again(request, form):
        return _ask_page(request, form, 422)
    return _ask_posted(request, form, given.cleaned_data)


def _ask_posted(request: PersonRequest, form: WriteForm, words: dict[str, Any]) -> HttpResponse:
    unnamed = words["under"] == NO_NAME
    try:
        post = start_topic(
            agreeing(request, form), space_slug=words["space"], kind=words["kind"],
            title=words["title"], source=words["body"], token=form.token, unnamed=unnamed,
        )  # fmt: skip
    except TokenReused as reused:
        return _ask_page(request, _with_both(form, reused.post), CONFLICT)
    except Refused as refused:
        form.errors = {"under" if unnamed else "": refused.reason + WITH_NAME * unnamed}
        return _ask_page(request, form, 422)
    except Http404:
        form.errors = {"space": "That space is not open to you any more. Choose another one."}
        return _ask_page(request, form, 422)
    let_go(request, "ask")
    return done(request, POSTED_UNNAMED if unnamed else POSTED, url("topic", post.topic_id))


def _token(given: AskForm | ReplyForm, form: WriteForm) -> str:
    """The token that came with the form, or the fresh one where it was missing or damaged."""
    given.is_valid()
    token = given.cleaned_data.get("token")
    return str(token) if token else form.token


def with_preview(form: WriteForm) -> WriteForm:
    form.preview_html, form.noticed = render(form.body), noticed_in(form)
    return form


def with_preview_of_post(form: WriteForm) -> WriteForm:
    """Also which words others will not see, while they can still be changed."""
    form.hides = would_hide(form.body, form.title)
    return with_preview(form)


def _with_both(form: WriteForm, posted: Post) -> WriteForm:
    """A fresh form for the new words, with what was posted before beside it."""
    fresh = WriteForm(form.action, form.place, "Post this too", form.writer)
    fresh.body, fresh.title, fresh.space, fresh.kind = form.body, form.title, form.space, form.kind
    fresh.under = form.under
    fresh.notice, fresh.theirs = SENT_ALREADY, posted.source
    return fresh


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def topic_reply(request: PersonRequest, topic_id: int) -> HttpResponse:
    form = WriteForm(
        url("topic_reply", topic_id), f"topic:{topic_id}", "Post reply", writer_mark(request.viewer)
    )
    ask_to_agree(request, form)
    if request.method != "POST":
        return _reply_shown(request, topic_id, form)
    if not request.viewer.signed_in:
        return keep_and_sign_in(request, form.place, form.action)
    try:
        return _reply_sent(request, topic_id, form)
    except Http404:
        keep_as_draft(request, form.place)
        raise


def _reply_shown(request: PersonRequest, topic_id: int, form: WriteForm) -> HttpResponse:
    place = reply_place(request.viewer, topic_id)
    if place is None:
        raise Http404
    if not request.viewer.signed_in:
        return sign_in_first(request.get_full_path())
    demand(place.may_reply)
    form.body, form.token = place.draft, place.token or form.token
    number = request.GET.get("quote", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        found = quoted_post(request.viewer, topic_id, int(number))
        form.body = f"{form.body}\n\n{quoted(*found)}".lstrip() if found else form.body
    return _reply_page(request, topic_id, take_kept(request, form))


def _reply_page(
    request: PersonRequest, topic_id: int, form: WriteForm, status: int = 200
) -> HttpResponse:
    place = reply_place(request.viewer, topic_id)
    if place is None:
        raise Http404
    return page(
        request, "discussions/reply.html", status=status,
        topic_id=topic_id, topic_title=place.title, form=form, may_reply=place.may_reply,
        unnamed_as=place.unnamed_as,
    )  # fmt: skip


def _reply_sent(request: PersonRequest, topic_id: int, form: WriteForm) -> HttpResponse:
    sent = words_sent(request)
    form.body = sent.get("body", "")
    given = ReplyForm(sent)
    form.token = _token(given, form)
    if errors := what_is_wrong(request, given, form):
        form.errors = errors
        return _reply_page(request, topic_id, form, 422)
    if "preview" in request.POST:
        return _reply_page(request, topic_id, with_preview_of_post(form))
    if look_again(request, form):
        return _reply_page(request, topic_id, form, 422)
    try:
        post = post_reply(
            agreeing(request, form), topic_id, source=given.cleaned_data["body"], token=form.token
        )
    except TokenReused as reused:
        return _reply_page(request, topic_id, _with_both(form, reused.post), CONFLICT)
    except Refused as refused:
        form.notice = refused.reason + KEPT
        return _reply_page(request, topic_id, form, CONFLICT)
    let_go(request, form.place)
    return see(post_address(post.topic_id, post.number))


@require_POST
@members_only
def preview(request: PersonRequest) -> HttpResponse:
    """What the words will look like, for the script. Without it, the form's own page shows them."""
    body, title = request.POST.get("body", "")[:BODY_MAX], request.POST.get("title", "")
    post = not request.POST.get("place", "").startswith(PRIVATE)
    hides = would_hide(body, title[:TITLE_MAX]) if post else ()
    return page(request, "discussions/_preview.html", preview_html=render(body), hides=hides)
