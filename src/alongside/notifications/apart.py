"""Notices that two people had of each other's words go when one of them blocks the other.

They could not open them any more, and the number on the bell would count what is not there.
"""

from __future__ import annotations

from django.db.models import Q

from alongside.notifications.counting import count_again
from alongside.notifications.models import Notice
from alongside.people.events import KeptApart


def forget_each_other(event: KeptApart) -> None:
    pair = (event.member_id, event.other_id)
    for one, other in (pair, pair[::-1]):
        wrote = Q(post__author_id=other) | Q(topic__author_id=other)
        Notice.objects.filter(wrote, member_id=one).delete()
    count_again(pair)
