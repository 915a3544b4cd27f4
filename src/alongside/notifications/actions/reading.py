"""Notices become read: by opening one, by a press on "all of them", and by reading the post."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from alongside.notifications.counting import mark_as_read
from alongside.notifications.models import Notice
from alongside.notifications.reads import notice_address
from alongside.people.viewer import Viewer


def open_notice(viewer: Viewer, notice_id: int, *, read: bool) -> str:
    """Where a notice leads.

    Args:
        read: a person pressed its link, so it is read from now on.

    Raises:
        Http404: no such notice for this person.
    """
    address = notice_address(viewer, notice_id)
    if not address:
        raise Http404
    if read:
        with transaction.atomic():
            mark_as_read(Notice.objects.filter(pk=notice_id), viewer.me)
    return address


def read_all_notices(viewer: Viewer, newest: int) -> int:
    """Mark all as read up to the newest that was on the page; says how many were not yet."""
    with transaction.atomic():
        return mark_as_read(Notice.objects.filter(pk__lte=newest), viewer.me)
