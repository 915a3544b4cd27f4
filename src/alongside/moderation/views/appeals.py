"""Hidden words that their authors ask about."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.moderation import actions, reads
from alongside.moderation.forms import AnswerForm
from alongside.moderation.views.deciding import decide
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest

SHOWN = "The word is shown again in that post. Its author can read your answer."
KEPT = "The word stays hidden. Its author can read your answer."


@require_safe
@staff_only
def manage_appeals(request: PersonRequest) -> HttpResponse:
    return page(request, "moderation/appeals.html", page=reads.appeals_page(request.viewer))


@require_safe
@staff_only
def manage_appeal(request: PersonRequest, appeal_id: int) -> HttpResponse:
    return _page(request, appeal_id)


@require_POST
@staff_only
def manage_appeal_answer(request: PersonRequest, appeal_id: int) -> HttpResponse:
    def answer(given: dict[str, str]) -> bool:
        show = given["decision"] == "show"
        actions.answer_appeal(request.viewer, appeal_id, show=show, answer=given["answer"])
        return show

    return decide(
        AnswerForm(request.POST),
        partial(_page, request, appeal_id),
        answer,
        lambda shown: done(request, SHOWN if shown else KEPT, url("manage_appeals")),
    )


def _page(
    request: PersonRequest, appeal_id: int, errors: dict[str, str] | None = None
) -> HttpResponse:
    return page(
        request, "moderation/appeal.html", status=422 if errors else 200,
        page=reads.appeal_page(request.viewer, appeal_id), errors=errors or {},
        answer=request.POST.get("answer", ""), answer_max=AnswerForm.MOST,
    )  # fmt: skip
