"""An invitation to claim a name that came with an imported conversation."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from alongside.people.models.members import Member


class Invitation(models.Model):
    """The link holds a secret; here only its digest is kept. One use, and it ends."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
