"""Drafts: saved by the writing form every few seconds, listed, thrown away when asked."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.discussions.actions import discard_draft, save_draft
from alongside.discussions.actions.drafts import PLACE, new_token
from alongside.discussions.forms import NO_NAME
from alongside.discussions.models import Draft
from alongside.discussions.reads.writing import my_draft, my_drafts
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


@require_safe
def draft_keeping(request: PersonRequest) -> HttpResponse:
    """For words that were written while the network was away: who is here now, what their draft of
    that place says already, and the secret to save it with."""
    if not request.viewer.signed_in:
        return JsonResponse({"said": SIGNED_OUT}, status=401)
    place = request.GET.get("place", "")
    if not PLACE.fullmatch(place):
        raise Http404
    draft = my_draft(request.viewer, place) or Draft(place=place, write_token=new_token())
    words = {"title": draft.title, "body": draft.body, "space": draft.space_slug}
    words |= {"kind": draft.kind, "token": draft.write_token}
    words["under"] = NO_NAME if draft.unnamed else ""
    return JsonResponse({"member": request.viewer.id, "csrf": get_token(request), **words})


@require_POST
@members_only
def draft_discard(request: PersonRequest, draft_id: int) -> HttpResponse:
    discard_draft(request.viewer, draft_id)
    return see(url("drafts"))
