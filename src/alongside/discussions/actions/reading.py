"""How far somebody has read. Only ever forwards, never past the last post."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.discussions.events import TopicRead
from alongside.discussions.models import ReadMark
from alongside.discussions.rules import topics_seen_by
from alongside.people.viewer import Viewer
from alongside.work.actions import record


def mark_read(viewer: Viewer, topic_id: int, number: int) -> int:
    """Remember that this person has read up to that post; answers how far they have read.

    Raises:
        Http404: no such conversation for this person.
    """
    with transaction.atomic():
        topic = topics_seen_by(viewer).filter(id=topic_id).first()
        if topic is None or viewer.id is None:
            raise Http404
        reached = min(max(number, 1), topic.last_number)
        mark, made = ReadMark.objects.select_for_update().get_or_create(
            topic=topic, member_id=viewer.me, defaults={"last_number": reached}
        )
        if not made and mark.last_number < reached:
            mark.last_number, mark.at = reached, timezone.now()
            mark.save(update_fields=["last_number", "at"])
            made = True
        # Reading stays cheap for those whom nothing waits for, which is most of the time.
        if made and viewer.unread_notices:
            record(TopicRead(topic.id, viewer.me, reached))
        return mark.last_number
