"""Changing what was written: edit, remove, history. Two texts that meet are shown side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.discussions.actions import EditConflict, edit_post, remove_post
from alongside.discussions.forms import EditForm, WriteForm, first_errors
from alongside.discussions.reads.posts import post_address
from alongside.discussions.reads.writing import OwnPost, my_draft, own_post, post_history
from alongside.discussions.views.kept import (
    keep_and_sign_in,
    keep_as_draft,
    let_go,
    take_kept,
    words_kept_when_busy,
)
from alongside.discussions.views.noticing import look_again, words_sent
from alongside.discussions.views.writing import CONFLICT, KEPT, with_preview_of_post
from alongside.discussions.writer import writer_mark
from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused, demand
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

CHANGED_MEANWHILE = (
    "This post was changed while you were editing it. The text as it stands now is shown below, "
    "and your own words are kept. Put together what you want to keep, then save."
)


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def post_edit(request: PersonRequest, post_id: int) -> HttpResponse:
    if request.method == "POST" and not request.viewer.signed_in:
        return keep_and_sign_in(request, f"post:{post_id}", url("post_edit", post_id))
    post = _seen(request, post_id)
    form = WriteForm(
        url("post_edit", post.id), f"post:{post.id}", "Save changes",
        writer_mark(request.viewer), body=post.source,
        title=post.title if post.number == 1 else "", edit_count=post.edit_count,
    )  # fmt: skip
    if request.method == "POST":
        return _edit_sent(request, post, form)
    return _edit_shown(request, post, form)


def _seen(request: PersonRequest, post_id: int) -> OwnPost:
    post = own_post(request.viewer, post_id)
    if post is None:
        keep_as_draft(request, f"post:{post_id}")
        raise Http404
    return post


@members_only
def _edit_shown(request: PersonRequest, post: OwnPost, form: WriteForm) -> HttpResponse:
    demand(post.may_edit)
    draft = my_draft(request.viewer, form.place)
    if draft:
        form.body, form.title = draft.body, draft.title or form.title
    return _edit_page(request, post, take_kept(request, form))


def _edit_page(
    request: PersonRequest, post: OwnPost, form: WriteForm, status: int = 200
) -> HttpResponse:
    return page(request, "discussions/edit.html", status=status, post=post, form=form)


def _edit_sent(request: PersonRequest, post: OwnPost, form: WriteForm) -> HttpResponse:
    sent = words_sent(request)
    form.body, form.title = sent.get("body", ""), sent.get("title", "")
    given = EditForm(sent)
    if not given.is_valid():
        form.errors = first_errors(given)
        return _edit_page(request, post, form, 422)
    words, count = given.cleaned_data, form.edit_count
    form.edit_count = words["edit_count"]
    if "preview" in request.POST:
        return _edit_page(request, post, with_preview_of_post(form))
    if look_again(request, form, post.title, post.source):
        return _edit_page(request, post, form, 422)
    form.edit_count = count
    try:
        edit_post(
            request.viewer, post.id,
            source=words["body"], title=words["title"], edit_count=words["edit_count"],
        )  # fmt: skip
    except EditConflict as conflict:
        form.notice, form.theirs = CHANGED_MEANWHILE, conflict.post.source
        form.edit_count = conflict.post.edit_count
        return _edit_page(request, post, form, CONFLICT)
    except Refused as refused:
        form.notice = refused.reason + KEPT
        return _edit_page(request, post, form, CONFLICT)
    let_go(request, form.place)
    return see(post_address(post.topic_id, post.number))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def post_removal(request: PersonRequest, post_id: int) -> HttpResponse:
    """Asks first, with the words in view; then takes them back."""
    post = _seen(request, post_id)
    if request.method != "POST":
        demand(post.may_remove)
        return page(request, "discussions/removal.html", post=post)
    remove_post(request.viewer, post.id)
    whole = post.number == 1 and post.reply_count == 0
    there = url("topics") if whole else post_address(post.topic_id, post.number)
    return done(request, "Your words were removed. Nobody else can read them any more.", there)


@require_safe
def history(request: PersonRequest, post_id: int) -> HttpResponse:
    before = request.GET.get("before", "")
    number = before.isascii() and before.isdigit() and len(before) < 10
    found = post_history(request.viewer, post_id, int(before) if number else None)
    if found is None:
        raise Http404
    return page(request, "discussions/history.html", page=found)
