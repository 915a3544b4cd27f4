"""From a mail to a post: whose it is, whether it may be posted, and what is said where it may not.

The rules are those of the form. What is asked beyond them: that the address answered to is one of
ours, and that the mail came from the address its owner proved.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.http import Http404

from alongside.discussions.actions import TokenReused, post_reply, save_draft
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.reads.authors import author_in
from alongside.discussions.reads.writing import my_draft
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.notifications.actions.bouncing import record_bounce
from alongside.notifications.inbound.answering import (
    tell_not_posted,
    tell_of_another_address,
    tell_of_files,
)
from alongside.notifications.inbound.machines import looks_forged, written_by_a_machine
from alongside.notifications.inbound.reading import Head, Written, head_of, parsed, written_in
from alongside.people.models import Member
from alongside.people.tries import is_within
from alongside.people.viewer import Viewer
from alongside.people.viewers import viewer_of

MOST_AN_HOUR, AN_HOUR = 20, 60 * 60
POSTED, POSTED_BEFORE = "Posted.", "It was posted before."
BOUNCE = "A note that a mail of ours did not arrive, or was called spam."
BY_A_MACHINE = "Written by a machine: a holiday note, a report, a list."
NO_ADDRESS = "It answers no mail of ours."
NOBODY = "Whoever it was for has no account any more."
FORGED = "Our own mail server says that it is forged."
ANOTHER_ADDRESS = "It came from an address that is not the member's."
TOLD = "Not posted; its writer was told why."

ENDED = "The address in that mail works for 30 days, and its time is over."
EMPTY = "We found no words of yours in that mail. Write them above the mail that you answer."
TOO_LONG = f"It is longer than {BODY_MAX:,} letters. Make it shorter, or post it in two parts."
TOO_MANY = "Many replies of yours came by mail within an hour. Wait a little, then post it there."
GONE = "That conversation is not there any more."
YOUR_NAME = (
    "You asked there without your name, and your mail has it in its text, perhaps at the end. "
    "Take it out, then post it there."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a mail, for the row that is kept of it."""

    posted: bool
    reason: str


def take_in(raw: bytes, sender: str = "", recipient: str = "") -> Taken:
    """Post it, or say why not, in one transaction of the caller's. Twice is as once.

    Raises:
        UnreadableError: there is nothing to be made of it.
    """
    message = parsed(raw)
    if written_by_a_machine(message, sender):
        return Taken(posted=False, reason=BOUNCE if record_bounce(raw) else BY_A_MACHINE)
    head = head_of(message, recipient)
    if head.token is None:
        return Taken(posted=False, reason=NO_ADDRESS)
    member = Member.objects.filter(pk=head.token.member_id, is_active=True, stand_in=False).first()
    if member is None or not member.email:
        return Taken(posted=False, reason=NOBODY)
    if looks_forged(message):
        return Taken(posted=False, reason=FORGED)
    if not _is_theirs(member, head.sender):
        tell_of_another_address(member, head)
        return Taken(posted=False, reason=ANOTHER_ADDRESS)
    return _reply(member, head, written_in(message), _token(raw, head))


def _is_theirs(member: Member, sender: str) -> bool:
    mine = (member.email or "").casefold() == sender.casefold()
    proven = EmailAddress.objects.filter(user=member, email__iexact=sender, verified=True)
    return mine and proven.exists()


def _token(raw: bytes, head: Head) -> str:
    """The same for the same mail, so that a post is made of it once, however often it comes."""
    name = head.message_id or hashlib.sha256(raw).hexdigest()
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{head.sender.casefold()} {name}"))


def _reply(member: Member, head: Head, written: Written, token: str) -> Taken:
    topic_id = head.token.topic_id if head.token else 0
    viewer, address = viewer_of(member), url("topic_reply", topic_id)
    why = _why_not(member, head, written.words, topic_id)
    if not why:
        try:
            _post(viewer, topic_id, written.words, token)
        except TokenReused:
            return Taken(posted=True, reason=POSTED_BEFORE)
        except Refused as refused:
            why = refused.reason
            # Closed, or a yes is missing that the page asks for.
            address = url("topic", topic_id) if viewer.may_keep_stories else address
        except Http404:
            why, address = GONE, ""
    if why:
        kept = _keep(viewer, topic_id, written.words)
        tell_not_posted(member, head, why, written.words, address, kept=kept)
        return Taken(posted=False, reason=TOLD)
    if written.files:
        tell_of_files(member, head, url("topic", topic_id))
    return Taken(posted=True, reason=POSTED)


def _why_not(member: Member, head: Head, words: str, topic_id: int) -> str:
    """In the words that its writer reads; empty where nothing speaks against it."""
    if head.token and head.token.ended:
        return ENDED
    if not words:
        return EMPTY
    if len(words) > BODY_MAX:
        return TOO_LONG
    if author_in(topic_id, member.pk) != member.pk and _names(member, head, words):
        return YOUR_NAME
    key = f"mail-replies:{member.pk}"
    return "" if is_within(key, MOST_AN_HOUR, AN_HOUR) else TOO_MANY


def _names(member: Member, head: Head, words: str) -> bool:
    """Whether a name of theirs stands in it: the one chosen here, or the one of their mails."""
    known = f"{member.name} {head.sender_name} {head.sender.partition('@')[0]}".casefold()
    names = {part for part in re.findall(r"\w{3,}", known) if not part.isdigit()}
    return bool(names & set(re.findall(r"\w{3,}", words.casefold())))


def _post(viewer: Viewer, topic_id: int, words: str, token: str) -> None:
    """What they had begun to write on the site is another text, and stays."""
    begun = my_draft(viewer, _place(topic_id))
    post_reply(viewer, topic_id, source=words, token=token)
    if begun and begun.body.strip() != words:
        _save(viewer, begun, begun.body)


def _keep(viewer: Viewer, topic_id: int, words: str) -> bool:
    """In drafts, below what is there already. Nothing is kept before somebody agreed to it."""
    if not words or not viewer.may_keep_stories:
        return False
    begun = my_draft(viewer, _place(topic_id)) or Draft(place=_place(topic_id))
    both = begun.body if words in begun.body else f"{begun.body}\n\n{words}".strip()
    return _save(viewer, begun, both)


def _save(viewer: Viewer, draft: Draft, body: str) -> bool:
    return bool(save_draft(viewer, draft.place, body=body, token=draft.write_token or new_token()))


def _place(topic_id: int) -> str:
    return f"topic:{topic_id}"
