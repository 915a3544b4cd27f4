"""Hidden words: seen by whoever asks to, and looked at by a moderator when their author asks."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.discussions.actions import appeal
from alongside.discussions.reads.hidden import hidden_lines, whole_post
from alongside.discussions.reads.posts import post_address
from alongside.kernel.pages import done, page, wants_fragment
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

ASKED = "A moderator will look at the hidden word. You will hear what they say."


@require_safe
def post_whole(request: PersonRequest, post_id: int) -> HttpResponse:
    """Everyone who may read the post may read all of it. No search engine keeps it."""
    found = whole_post(request.viewer, post_id)
    if found is None:
        raise Http404
    answer = page(request, "discussions/whole.html", post=found)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
@members_only
def post_appeal(request: PersonRequest, post_id: int) -> HttpResponse:
    """`rule`: the one that hides the word."""
    post = appeal(request.viewer, post_id, request.POST.get("rule", "").replace("\x00", ""))
    if not wants_fragment(request):
        return done(request, ASKED, post_address(post.topic_id, post.number))
    masks = hidden_lines([post.pk])[post.pk]
    return page(request, "discussions/_appealed.html", id=post.pk, masks=masks, own=True)
