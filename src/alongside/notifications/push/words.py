"""What a push says. It lights up on a locked phone in front of others, so it never holds a story,
and the title of a conversation only for somebody who chose to have words in their mail.
"""

from __future__ import annotations

import json

from django.conf import settings

from alongside.kernel.templating import url
from alongside.notifications.models import Kind, Notice, Preference

WORDS: dict[str, str] = {
    Kind.REPLY: "Somebody answered in a conversation you follow",
    Kind.QUOTE: "Somebody quoted you",
    Kind.SPACE_TOPIC: "A new conversation in a space you follow",
    Kind.SILENCE: "Somebody answered your question",
    Kind.MESSAGE: "You have a private message",
    Kind.MAIL_STOPPED: "Our mail does not reach you",
    # Of everything else not even the kind.
}
SOMETHING = "There is something new for you"
OPEN = "Open it to read more."
# A push holds about 4,000 bytes; a lock screen shows two lines.
LONGEST = 120
# Of the declarative form (W3C Push API), which some phones show without our script.
DECLARATIVE = 8030


def payload(notice: Notice, preference: Preference) -> bytes:
    told = notice.topic.title if preference.stories_in_mail and notice.topic else OPEN
    return _message(
        WORDS.get(notice.kind, SOMETHING), told, url("notice", notice.pk), topic_of(notice)
    )


def trial() -> bytes:
    """For the button that tries it out."""
    return _message("Notices work on this device", OPEN, url("push"), "trial")


def topic_of(notice: Notice) -> str:
    """News of one conversation takes the place of older news of it."""
    return f"t{notice.topic_id}" if notice.topic_id else f"n{notice.pk}"


def _message(title: str, body: str, address: str, tag: str) -> bytes:
    told = {
        "title": title, "body": body[:LONGEST], "lang": "en", "tag": tag,
        "navigate": f"{settings.ALONGSIDE.base_url}{address}",
    }  # fmt: skip
    return json.dumps({"web_push": DECLARATIVE, "notification": told}).encode()
