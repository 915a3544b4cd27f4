"""The kind answer to a mail that could not be posted. It keeps the words, and says what to do.

It goes to a member's own proven address and nowhere else: whoever is not known, or may be somebody
else, gets nothing, since a mail's sender is easily made up.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from alongside.notifications.inbound.reading import Head
from alongside.notifications.letters.defusing import harmless
from alongside.people.models import Member
from alongside.people.tries import is_within

# A day's worth for somebody who tries and tries; never a flood, whoever sends.
MOST, A_DAY = 10, 24 * 60 * 60
NOT_POSTED, WITHOUT_FILES = "Your reply was not posted", "Your reply was posted, without its files"
IN_DRAFTS = "Nothing was lost. Your words are in My drafts, and below:"
BELOW = "Nothing was lost. Your words are below:"
OTHER_ADDRESS = (
    "A mail came that answers one of ours to you, from an address that is not yours here. We did "
    "not post it. If you wrote it, nothing is lost: it is among the mails you sent. Send it again "
    "from the address this mail came to."
)
FILES = (
    "Pictures and other files cannot be posted by mail, so we left them out. Your words are there."
)


def tell_not_posted(
    member: Member, head: Head, why: str, words: str, address: str, *, kept: bool
) -> None:
    """`address` is where they can post it after all; `kept` whether the words are in drafts."""
    parts = [why]
    if address:
        parts += ["The conversation is here:", f"{settings.ALONGSIDE.base_url}{address}"]
    if words:
        quoted = "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
        parts += [IN_DRAFTS if kept else BELOW, quoted]
    _send(member, head, NOT_POSTED, parts)


def tell_of_files(member: Member, head: Head, address: str) -> None:
    _send(member, head, WITHOUT_FILES, [FILES, f"{settings.ALONGSIDE.base_url}{address}"])


def tell_of_another_address(member: Member, head: Head) -> None:
    _send(member, head, NOT_POSTED, [OTHER_ADDRESS])


def _send(member: Member, head: Head, subject: str, parts: list[str]) -> None:
    if not is_within(f"mail-answers:{member.pk}", MOST, A_DAY):
        return
    body = "\n\n".join([f"Hello {harmless(member.name)},", *parts])
    headers = {"In-Reply-To": head.message_id, "References": head.message_id}
    EmailMessage(
        subject, body, to=[member.email or ""], headers=headers if head.message_id else None
    ).send()
