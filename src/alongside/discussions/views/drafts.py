"""Drafts: saved by the writing form every few seconds, listed, thrown away when asked."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.discussions.actions import discard_draft, save_draft
from alongside.discussions.forms import NO_NAME
from alongside.discussions.reads.writing import my_drafts
from alongside.kernel.clock import clock_time
from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

NOT_AGREED = "Your words are kept on this device until you post them."
SIGNED_OUT = "You have been signed out. Your words are kept on this device."


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: PersonRequest) -> HttpResponse:
    return _save(request) if request.method == "POST" else _listed(request)


@members_only
def _listed(request: PersonRequest) -> HttpResponse:
    return page(request, "discussions/drafts.html", drafts=my_drafts(request.viewer))


def _save(request: PersonRequest) -> HttpResponse:
    if not request.viewer.signed_in:
        return JsonResponse({"said": SIGNED_OUT}, status=401)
    if not request.viewer.may_keep_stories:
        return JsonResponse({"said": NOT_AGREED}, status=409)
    given = request.POST
    draft = save_draft(
        request.viewer, given.get("place", ""), body=given.get("body", ""),
        token=given.get("token", ""), title=given.get("title", ""),
        space_slug=given.get("space", ""), kind=given.get("kind", ""),
        unnamed=given.get("under") == NO_NAME,
    )  # fmt: skip
    if draft is None:
        return JsonResponse({"saved_at": None, "said": ""})
    said = f"Saved {clock_time(draft.saved_at, request.viewer.zone)}"
    return JsonResponse({"saved_at": draft.saved_at.isoformat(), "said": said})


@require_POST
@members_only
def draft_discard(request: PersonRequest, draft_id: int) -> HttpResponse:
    discard_draft(request.viewer, draft_id)
    return see(url("drafts"))
