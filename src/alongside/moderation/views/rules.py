"""One rule: the second person's yes or no, and taking it out of force."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.moderation import actions, reads
from alongside.moderation.forms import ReasonForm
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.moderation.views.deciding import decide
from alongside.moderation.views.words import touched
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest
from alongside.words.models import REASON_MAX

LIVE = "The rule is in force. What stands here already is gone through in a moment."
REFUSED = "You said no. The word stays as it was, and your reason can be read here."
WITHDRAWN = "Your proposal is taken back. Nothing was changed."
TAKEN_BACK = "The rule is out of force. Every word that it hid is shown again."


@require_safe
@staff_only
def manage_word(request: PersonRequest, rule_id: int) -> HttpResponse:
    return _page(request, rule_id)


@require_POST
@staff_only
def manage_word_rehearsal(request: PersonRequest, rule_id: int) -> HttpResponse:
    rehearse_at_once(actions.rehearse_again(request.viewer, rule_id))
    return see(url("manage_word", rule_id))


@require_POST
@staff_only
def manage_word_agreement(request: PersonRequest, rule_id: int) -> HttpResponse:
    given = request.POST.get("rehearsal", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else 0
    try:
        actions.agree_to(request.viewer, rule_id, seen, sure=bool(request.POST.get("sure")))
    except Refused as refused:
        return _page(request, rule_id, {"": refused.reason})
    return done(request, LIVE, url("manage_words"))


@require_POST
@staff_only
def manage_word_refusal(request: PersonRequest, rule_id: int) -> HttpResponse:
    return decide(
        ReasonForm(request.POST),
        partial(_page, request, rule_id),
        lambda given: actions.refuse(request.viewer, rule_id, **given),
        lambda _: done(request, REFUSED, url("manage_words")),
    )


@require_POST
@staff_only
def manage_word_withdrawal(request: PersonRequest, rule_id: int) -> HttpResponse:
    actions.withdraw(request.viewer, rule_id)
    return done(request, WITHDRAWN, url("manage_words"))


@require_POST
@staff_only
def manage_word_end(request: PersonRequest, rule_id: int) -> HttpResponse:
    return decide(
        ReasonForm(request.POST),
        partial(_page, request, rule_id),
        lambda given: actions.take_back(request.viewer, rule_id, **given),
        lambda _: done(request, TAKEN_BACK, url("manage_words")),
    )


def _page(
    request: PersonRequest, rule_id: int, errors: dict[str, str] | None = None
) -> HttpResponse:
    found = reads.rule_page(request.viewer, rule_id)
    if found is None:
        raise Http404
    return page(
        request, "moderation/rule.html", status=422 if errors else 200, page=found,
        errors=errors or {}, reason=request.POST.get("reason", ""), reason_max=REASON_MAX,
        touched=touched(request, found.figures.row) if found.figures else None,
    )  # fmt: skip
