"""Notices of what was taken away go with it, some hundred at a time like they came."""

from __future__ import annotations

from alongside.notifications.counting import count_again
from alongside.notifications.models import Notice


def take_back(post_id: int, most: int) -> bool:
    """Take up to `most` notices of that post away. Says whether there were any."""
    found = dict(Notice.objects.filter(post_id=post_id).values_list("pk", "member_id")[:most])
    Notice.objects.filter(pk__in=found).delete()
    count_again(found.values())
    return bool(found)
