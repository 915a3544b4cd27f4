"""The note with help that stands by one's own post, and taking it away."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST
from markupsafe import Markup

from alongside.discussions.actions.signs import take_care_away
from alongside.discussions.reads.posts import post_address
from alongside.discussions.reads.shapes import TopicPage
from alongside.kernel.pages import see
from alongside.kernel.templating import part, request_words
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest


def care_beside(request: PersonRequest, page: TopicPage) -> dict[int, Markup]:
    """Post id to the note below it."""
    if not page.care:
        return {}
    words = request_words(request)
    return {
        post_id: part("discussions/_urgent.html", **words, signs=signs, post_id=post_id)
        for post_id, signs in page.care.items()
    }


@require_POST
@members_only
def post_care(request: PersonRequest, post_id: int) -> HttpResponse:
    post = take_care_away(request.viewer, post_id)
    return see(post_address(post.topic_id, post.number))
