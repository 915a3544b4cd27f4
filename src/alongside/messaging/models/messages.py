"""One message: rendered and cleaned once, when it is written."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.messaging.models.threads import Thread

MESSAGE_MAX = 5_000
# What is left in the columns of a message that was taken back. Without its token, the form it came
# from can send the same words once more.
NO_WORDS = {"source": "", "html": "", "write_token": None, "write_digest": ""}


class Message(models.Model):
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    # Under whom it was written: a stand-in, where its writer shows one. Empty: somebody who left.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="messages"
    )
    source = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    # The form's own token, and a digest of what it carried: a second send finds the first.
    write_token = models.CharField(max_length=36, null=True, blank=True)  # noqa: DJ001
    write_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_message_a_number"),
            models.UniqueConstraint(fields=["author", "write_token"], name="one_message_a_token"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"
