"""The rules that come with Alongside: looked at by kind, taken back by one, put back by two."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.moderation import actions, reads
from alongside.moderation.forms import ReasonForm
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.moderation.views.deciding import decide
from alongside.moderation.views.rules import TAKEN_BACK
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest
from alongside.words.models import REASON_MAX


@require_safe
@staff_only
def manage_shipped(request: PersonRequest) -> HttpResponse:
    found = reads.shipped_page(request.GET.get("tier", ""), request.GET.get("kind", ""))
    return page(request, "moderation/shipped.html", page=found)


@require_safe
@staff_only
def manage_shipped_rule(request: PersonRequest) -> HttpResponse:
    return _page(request, request.GET.get("name", ""))


@require_POST
@staff_only
def manage_shipped_end(request: PersonRequest) -> HttpResponse:
    name = request.POST.get("name", "")
    return decide(
        ReasonForm(request.POST),
        partial(_page, request, name),
        lambda given: actions.take_back_shipped(request.viewer, name, **given),
        lambda _: done(request, TAKEN_BACK, url("manage_shipped")),
    )


@require_POST
@staff_only
def manage_shipped_rehearsal(request: PersonRequest) -> HttpResponse:
    name = request.POST.get("name", "")
    return decide(
        ReasonForm(request.POST),
        partial(_page, request, name),
        lambda given: actions.rehearse_shipped(request.viewer, name, **given),
        _rehearsed,
    )


def _rehearsed(row: Rehearsal) -> HttpResponse:
    rehearse_at_once(row)
    return see(url("manage_rehearsal", row.pk))


def _page(request: PersonRequest, name: str, errors: dict[str, str] | None = None) -> HttpResponse:
    found = reads.shipped_rule_page(request.viewer, name)
    if found is None:
        raise Http404
    return page(
        request, "moderation/shipped_rule.html", status=422 if errors else 200, page=found,
        errors=errors or {}, reason=request.POST.get("reason", ""), reason_max=REASON_MAX,
    )  # fmt: skip
