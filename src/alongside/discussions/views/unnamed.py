"""What is known of who asked without their name: to them, and in danger to an administrator."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.discussions.actions import uncover_asker
from alongside.discussions.forms import ReasonForm, first_errors
from alongside.discussions.models.topics import REASON_MAX
from alongside.discussions.reads.unnamed import AskerPage, asker_page
from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def topic_unnamed(request: PersonRequest, unnamed_id: int) -> HttpResponse:
    """The page that asks why is the second thought; only its button looks anybody up."""
    found = asker_page(request.viewer, unnamed_id)
    if found is None:
        raise Http404
    if request.method != "POST" or found.mine:
        return _show(request, found)
    given = ReasonForm(request.POST)
    if not given.is_valid():
        return _show(request, found, request.POST.get("reason", ""), first_errors(given))
    uncover_asker(request.viewer, unnamed_id, given.cleaned_data["reason"])
    return see(url("topic_unnamed", unnamed_id))


def _show(
    request: PersonRequest,
    found: AskerPage,
    reason: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    return page(
        request, "discussions/unnamed.html", status=422 if errors else 200, found=found,
        reason=reason, errors=errors or {}, reason_max=REASON_MAX,
    )  # fmt: skip
