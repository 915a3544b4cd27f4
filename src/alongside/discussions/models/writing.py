"""What is being written and not yet posted, kept on the server for any device."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.discussions.models.topics import TITLE_MAX


class Draft(models.Model):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    # "ask" for a new conversation, "topic:12" for a reply, "post:34" for an edit. Of private
    # messages: "thread:5", "member:6" to write to somebody, "invite:5" to ask somebody into a
    # thread, "asker:12" to whoever asked there without a name.
    place = models.CharField(max_length=40)
    space_slug = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=8, blank=True)
    # Whether it is to be asked without a name. Lost, it would be posted with one.
    unnamed = models.BooleanField(default=False)
    title = models.CharField(max_length=TITLE_MAX * 2, blank=True)
    body = models.TextField(blank=True)
    # The token of the form it is written in, so that another device finishes the same post.
    write_token = models.CharField(max_length=36)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "place"], name="one_draft_a_place"),
        ]
