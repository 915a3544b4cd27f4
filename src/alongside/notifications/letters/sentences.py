"""The sentences of a mail about the community, in plain English, with names that cannot bite."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from alongside.kernel.clock import count
from alongside.notifications.letters.defusing import harmless
from alongside.notifications.models import Kind, MailList, Notice

NAMES = 2
SENTENCES = {
    Kind.REPLY.value: "{who} replied.",
    Kind.QUOTE.value: "{who} quoted you.",
    Kind.SPACE_TOPIC.value: "{who} asked or shared something new.",
    Kind.SILENCE.value: "After a quiet time there is an answer to what you asked, from {who}.",
    Kind.MESSAGE.value: "Somebody wrote to you.",
    Kind.MAIL_STOPPED.value: "There is news about your mail.",
    Kind.UNCOVERED.value: "An administrator found out that it was you who asked.",
    Kind.WORD_RULED.value: "A moderator looked at a hidden word of yours.",
}


def subject_of(mail_list: str, first: Notice, *, open_words: bool) -> str:
    """The same for every mail about one conversation, so that mail programs keep them together."""
    if mail_list == MailList.DIGEST:
        return f"What is new on {settings.ALONGSIDE.community_name}"
    if open_words and first.topic:
        return f"{harmless(first.topic.title)}"
    return _closed(first)


def heading_of(mail_list: str, first: Notice, *, open_words: bool) -> str:
    if mail_list == MailList.DIGEST:
        return "What is new for you"
    if open_words and first.topic:
        return harmless(first.topic.title)
    return _closed(first)


def _closed(first: Notice) -> str:
    """What it is about, for whoever looks at the screen: nothing that tells of an illness."""
    return {
        Kind.MESSAGE.value: "You have a private message",
        Kind.MAIL_STOPPED.value: "About your mail",
        Kind.SPACE_TOPIC.value: "A new conversation in a space you follow",
    }.get(first.kind, "New in a conversation you follow")


def about(notices: Sequence[Notice]) -> str:
    """What happened in one conversation, in a few sentences."""
    return " ".join(filter(None, (_of_kind(kind, notices) for kind in Kind.values)))


def _of_kind(kind: str, notices: Sequence[Notice]) -> str:
    some = [notice for notice in notices if notice.kind == kind]
    if not some:
        return ""
    if kind == Kind.REPLY and len(some) > 1:
        return f"{count(len(some), 'new reply', 'new replies')} from {_names(some)}."
    if kind == Kind.MESSAGE and len(some) > 1:
        return f"You have {len(some)} new messages."
    return SENTENCES[kind].format(who=_names(some))


def _names(some: Sequence[Notice]) -> str:
    """Each person once: "Ruthanne", "Ruthanne and Joe", "Ruthanne, Joe and 3 others"."""
    names = list(dict.fromkeys(_name(notice) for notice in some))
    if len(names) <= NAMES:
        return " and ".join(names)
    others = count(len(names) - NAMES, "other person", "others")
    return f"{', '.join(names[:NAMES])} and {others}"


def _name(notice: Notice) -> str:
    """A name ends with no mark of its own, so that the sentence reads on."""
    author = notice.post.author if notice.post else None
    return harmless(author.name) if author else "Somebody"
