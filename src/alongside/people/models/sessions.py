"""Where somebody is signed in: Django's session, with what its holder recognises it by."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from alongside.people.models.members import Member


class Session(AbstractBaseSession):
    """Django's session with its member in a column, so one query can load both."""

    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="sessions")
    # Nobody yet, but somebody asked here for a code for this member: it ends with the session.
    pending_for = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="pending_sessions"
    )
    began_at = models.DateTimeField(default=timezone.now)
    # As "Firefox on Android", so that its holder knows it again. No network address is kept.
    device = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "people_session"
