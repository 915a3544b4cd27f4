"""The form's token: one form makes one message, however often it is sent."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from alongside.messaging.models import Message, Thread

A_MOMENT = timedelta(minutes=2)


class TokenReused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The same form came again with other words; both texts are kept.

    Attributes:
        message: what was sent from this form the first time.
    """

    def __init__(self, message: Message) -> None:
        super().__init__("this form was already sent with other words")
        self.message = message


def sent_before(author_id: int, token: str, carried: str) -> Message | None:
    """The message this very form made earlier, or None.

    Raises:
        TokenReused: the form made a message with other words.
    """
    found = Message.objects.filter(author_id=author_id, write_token=token).first()
    if found and found.write_digest != carried:
        raise TokenReused(found)
    return found


def said_just_now(thread: Thread, author_id: int, carried: str) -> Message | None:
    """The newest message of the thread, where it is these very words a moment ago.

    A browser's Back brings a fresh form, with a token of its own, and puts the old words into it.
    """
    return Message.objects.filter(
        thread=thread, number=thread.last_number, author_id=author_id, write_digest=carried,
        created_at__gt=timezone.now() - A_MOMENT,
    ).first()  # fmt: skip
