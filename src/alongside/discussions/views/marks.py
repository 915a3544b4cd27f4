"""Following, reacting, closing: each a POST, answered with the changed part or a way back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from alongside.discussions import actions, reads
from alongside.discussions.models import ReactionKind
from alongside.discussions.reads.posts import post_address, post_line
from alongside.kernel.pages import done, page, see, wants_fragment
from alongside.kernel.templating import url
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

MUTED = "You hear nothing of this conversation any more. You can still read it."
UNMUTED = "You hear of this conversation again, as before."


@require_POST
@members_only
def topic_follow(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.follow_topic(request.viewer, topic_id)
    return _followed(request, topic_id)


@require_POST
@members_only
def topic_unfollow(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.unfollow_topic(request.viewer, topic_id)
    return _followed(request, topic_id)


def _followed(request: PersonRequest, topic_id: int) -> HttpResponse:
    if not wants_fragment(request):
        return see(url("topic", topic_id))
    found = reads.topic_page(request.viewer, topic_id)
    if found is None:
        raise Http404
    return page(request, "discussions/_follow.html", page=found)


@require_POST
@members_only
def topic_mute(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.mute_topic(request.viewer, topic_id)
    return done(request, MUTED, url("topic", topic_id))


@require_POST
@members_only
def topic_unmute(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.unmute_topic(request.viewer, topic_id)
    return done(request, UNMUTED, url("topic", topic_id))


@require_POST
@members_only
def space_follow(request: PersonRequest, slug: str) -> HttpResponse:
    actions.follow_space(request.viewer, slug)
    return see(url("space", slug))


@require_POST
@members_only
def space_unfollow(request: PersonRequest, slug: str) -> HttpResponse:
    actions.unfollow_space(request.viewer, slug)
    return see(url("space", slug))


@require_POST
@members_only
def post_reactions(request: PersonRequest, post_id: int) -> HttpResponse:
    """`give` or `take` one of the kinds; said again, it changes nothing."""
    give, take = request.POST.get("give", ""), request.POST.get("take", "")
    if (give or take) not in ReactionKind.values or (give and take):
        return HttpResponse("There is no such reaction.", status=400, content_type="text/plain")
    if give:
        post = actions.give_reaction(request.viewer, post_id, ReactionKind(give))
    else:
        post = actions.take_reaction(request.viewer, post_id, ReactionKind(take))
    if not wants_fragment(request):
        return see(post_address(post.topic_id, post.number))
    line = post_line(request.viewer, post_id)
    if line is None:
        raise Http404
    return page(request, "discussions/_reactions.html", post=line)


@require_POST
@members_only
def topic_lock(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.lock_topic(request.viewer, topic_id)
    return see(url("topic", topic_id))


@require_POST
@members_only
def topic_unlock(request: PersonRequest, topic_id: int) -> HttpResponse:
    actions.unlock_topic(request.viewer, topic_id)
    return see(url("topic", topic_id))
