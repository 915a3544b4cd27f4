"""Taking all one's words back while staying: what somebody may wish who took back their yes."""

from __future__ import annotations

from django.db import transaction

from alongside.discussions.models import Draft, Post
from alongside.exchange.leaving.own_words import empty_words
from alongside.exchange.leaving.traces import traces_of
from alongside.people.models import Member
from alongside.people.viewer import Viewer


@transaction.atomic
def remove_my_words(viewer: Viewer) -> None:
    """Every post of theirs becomes a short line in its place. What others wrote stays."""
    member = Member.objects.select_for_update().get(pk=viewer.me)
    traces = traces_of(member)
    empty_words(traces, Post.objects.filter(author__in=traces.authors))
    Draft.objects.filter(member=member).delete()
    Member.objects.filter(pk=member.pk).update(post_count=0)
