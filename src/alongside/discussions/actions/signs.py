"""Signs of urgency in a post: an event for those who look after people here, and a note with help
for its author. The post goes out all the same.
"""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.reading_words import PostReading
from alongside.discussions.events import UrgentSignSeen
from alongside.discussions.models import CareNote, Post
from alongside.discussions.rules import posts_seen_by
from alongside.language import Finding
from alongside.people.viewer import Viewer
from alongside.work.actions import record


def keep_signs(viewer: Viewer, post: Post, reading: PostReading) -> None:
    """What follows from the signs in a post that `viewer` just wrote, in its own transaction."""
    signs = _one_a_kind(reading)
    before = CareNote.objects.filter(post=post).first() if post.edit_count else None
    known = {rule for _, rule, _ in before.signs} if before else set[str]()
    for sign in signs:
        if sign.rule not in known:
            record(UrgentSignSeen(post.id, sign.kind, sign.rule, sign.reason))
    told = [[sign.kind, sign.rule, sign.reason] for sign in signs]
    if before is None:
        if told:
            CareNote.objects.create(
                post=post, topic_id=post.topic_id, member_id=viewer.me, signs=told
            )
        return
    if {sign.rule for sign in signs} - known:
        before.taken_away_at = None
    before.signs = told
    before.save(update_fields=["signs", "taken_away_at"])


def _one_a_kind(reading: PostReading) -> list[Finding]:
    found: dict[str, Finding] = {}
    for sign in (*reading.title.urgent, *reading.body.urgent):
        found.setdefault(sign.kind, sign)
    return list(found.values())


def take_care_away(viewer: Viewer, post_id: int) -> Post:
    """The note by one's own post goes; where there is none, nothing changes.

    Raises:
        Http404: no such post for this person.
    """
    with transaction.atomic():
        post = posts_seen_by(viewer).filter(id=post_id).first()
        if post is None:
            raise Http404
        mine = CareNote.objects.filter(post_id=post_id, member_id=viewer.me, taken_away_at=None)
        mine.update(taken_away_at=timezone.now())
        return post
