"""Saying what was noticed in words before they go out: while somebody writes, where there is a
script, and otherwise once, when they send. The same words sent again always go out.
"""

from __future__ import annotations

import hashlib

from allauth.core.ratelimit import consume
from django.http import HttpResponse, QueryDict
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from alongside.discussions.forms import WriteForm
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.discussions.noticing import Noticed, notice, without
from alongside.discussions.reads.writing import PRIVATE
from alongside.kernel.pages import page
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest


def words_sent(request: PersonRequest, *, between_two: bool = False) -> QueryDict:
    """What came with the form, less what its sender asked to leave out."""
    sent = request.POST
    if not {"leave_out", "take_out"} & sent.keys():
        return sent
    left = sent.copy()
    marks = None if "leave_out" in sent else {sent["take_out"]}
    for name in ("body", "title"):
        if name in sent:
            left[name] = without(sent[name], marks, between_two=between_two)
    return left


def look_again(request: PersonRequest, form: WriteForm, *standing: str) -> bool:
    """Whether the form is shown once more before it goes out: it holds a private detail that its
    sender was not shown yet. What was noticed is put into the form.

    Args:
        standing: the words that are there already, where they are changed.
    """
    form.noticed = noticed_in(form)
    if "as_it_is" in request.POST or "leave_out" in request.POST:
        return False
    known = {*request.POST.getlist("known"), *notice(*standing).marks}
    form.stopped = "take_out" in request.POST or not form.noticed.marks <= known
    return form.stopped


def noticed_in(form: WriteForm) -> Noticed:
    return notice(form.title, form.body, between_two=form.place.startswith(PRIVATE))


@require_POST
@members_only
def reading(request: PersonRequest) -> HttpResponse:
    """What is noticed in words that are still being written: never kept, never written down.

    An answer without words where it would be what is shown already, or too much was asked.
    """
    if not consume(request, action="reading", key=str(request.viewer.id)):
        return _not_kept(HttpResponse(status=204))
    sent = request.POST
    between_two = sent.get("place", "").startswith(PRIVATE)
    noticed = notice(
        sent.get("title", "")[:TITLE_MAX], sent.get("body", "")[:BODY_MAX], between_two=between_two
    )
    shown = hashlib.sha256(repr(noticed).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if sent.get("shown", "") == (shown if noticed else ""):
        return _not_kept(HttpResponse(status=204))
    return _not_kept(
        page(
            request, "discussions/_noticed.html", noticed=noticed, shown=shown, live=True,
            verb="send" if between_two else "post",
        )
    )  # fmt: skip


def _not_kept(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, no_store=True, private=True)
    return answer
