"""The notes with help that stand by a reader's own posts."""

from __future__ import annotations

from alongside.discussions.models import CareNote
from alongside.language import Finding
from alongside.people.viewer import Viewer

# Of a conversation, as a column of the read of its page: nobody pays for a question more.
HAS_CARE = (
    "EXISTS (SELECT 1 FROM discussions_carenote n WHERE n.topic_id = t.id AND n.member_id = %s"
    " AND n.taken_away_at IS NULL)"
)


def care_notes(viewer: Viewer, topic_id: int) -> dict[int, tuple[Finding, ...]]:
    """Post id to the signs that were seen in it, where the note was not taken away."""
    notes = CareNote.objects.filter(topic_id=topic_id, member_id=viewer.me, taken_away_at=None)
    kept = notes.filter(post__removed_at=None).values_list("post_id", "signs")
    return {
        post_id: tuple(Finding(0, 0, kind, rule, reason) for kind, rule, reason in signs)
        for post_id, signs in kept
        if signs
    }
