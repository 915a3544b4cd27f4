"""What a mail about the community says: who did what, where to read it, how to hear less.

Without the reader's leave no word of a post stands in it, and no title and no name of a space:
each of them can tell of somebody's illness to whoever looks at the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings

from alongside.discussions.reads.hidden import shown_source
from alongside.kernel.templating import url
from alongside.notifications.checking import Checked
from alongside.notifications.inbound.addresses import reply_to
from alongside.notifications.inbound.words import REPLY_LINE
from alongside.notifications.letters.blocks import Block, Heading, Letter, Link, Paragraph, Story
from alongside.notifications.letters.defusing import harmless
from alongside.notifications.letters.sentences import about, heading_of, subject_of
from alongside.notifications.models import Delivery, MailList, Notice
from alongside.notifications.unsubscribing import of_topic, unsubscribe_address

# A digest is a look through the door, not the room.
CONVERSATIONS = 20
STORIES = 10
STORY_MAX = 700
# Whom a reply quotes stands between these; other marks read well as they are.
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def letter_of(row: Delivery, found: Checked) -> Letter:
    open_words = found.preference.stories_in_mail
    digest = row.mail_list == MailList.DIGEST
    blocks = (
        _digest(found.notices, open_words=open_words)
        if digest
        else _conversation(found.notices, open_words=open_words)
    )
    first = found.notices[0]
    return Letter(
        subject=subject_of(row.mail_list, first, open_words=open_words),
        heading=heading_of(row.mail_list, first, open_words=open_words),
        blocks=(
            *_answerable(row, found.member.pk),
            Paragraph(f"Hello {harmless(found.member.name)},"),
            *blocks,
        ),
        footer=tuple(_footer(row, found.member.pk)),
    )


def _greeting(name: str) -> Paragraph:
    return Paragraph(f"Hello {harmless(name)},")


def _answerable(row: Delivery, member_id: int) -> tuple[Block, ...]:
    """Where replies by mail are on: the line that parts an answer from what it answers."""
    if row.topic_id is None or not reply_to(member_id, row.topic_id):
        return ()
    return (Paragraph(REPLY_LINE),)


def _conversation(notices: Sequence[Notice], *, open_words: bool) -> tuple[Block, ...]:
    stories = _stories(notices) if open_words else ()
    return (Paragraph(about(notices)), *stories, _link(notices[0], "Read it and reply"))


def _digest(notices: Sequence[Notice], *, open_words: bool) -> tuple[Block, ...]:
    """One part for each conversation, in the order in which they began to stir."""
    groups = _by_place(notices)
    blocks: list[Block] = []
    for group in groups[:CONVERSATIONS]:
        blocks += [
            Heading(heading_of("", group[0], open_words=open_words)),
            Paragraph(about(group)),
            _link(group[0], "Read it"),
        ]
    if more := len(groups) - CONVERSATIONS:
        blocks += _more(more)
    return tuple(blocks)


def _more(more: int) -> list[Block]:
    if more < 0:
        return []
    return [Link(f"See {more} more on your notices page", _ours(url("notices")))]


def _by_place(notices: Sequence[Notice]) -> list[list[Notice]]:
    first: dict[tuple[int, str], int] = {}
    for notice in notices:
        first.setdefault(_place(notice), len(first))
    ordered = sorted(notices, key=lambda notice: first[_place(notice)])
    return [list(group) for _, group in groupby(ordered, key=_place)]


def _place(notice: Notice) -> tuple[int, str]:
    return notice.topic_id or 0, notice.address


def _stories(notices: Sequence[Notice]) -> Iterable[Block]:
    for notice in notices[:STORIES]:
        post = notice.post
        if post is not None:
            author = harmless(post.author.name) if post.author else "Somebody"
            yield Story(author, _shortened(shown_source(post)))


def _shortened(source: str) -> str:
    text = _STRONG.sub(r"\1", source.strip())
    return text if len(text) <= STORY_MAX else f"{text[:STORY_MAX].rstrip()} …"


def _link(notice: Notice, words: str) -> Link:
    """Straight to the first of the new posts: it opens for whoever may read it."""
    if notice.post_id is not None:
        return Link(words, _ours(url("post", notice.post_id)))
    return Link(words, _ours(notice.address or url("notices")))


def _footer(row: Delivery, member_id: int) -> Iterable[Block]:
    yield Paragraph(f"{settings.ALONGSIDE.community_name} sent you this because {_why(row)}.")
    if row.topic_id is not None:
        this = unsubscribe_address(member_id, of_topic(row.topic_id))
        yield Link("Stop mail about this conversation", this)
    all_of_it = unsubscribe_address(member_id, row.mail_list)
    yield Link(f"Stop mail of this kind ({MailList(row.mail_list).label.lower()})", all_of_it)
    yield Link("Choose what you hear, and when", _ours(url("hearing")))


def _why(row: Delivery) -> str:
    return {
        MailList.REPLIES.value: "you follow this conversation",
        MailList.QUOTES.value: "somebody quoted you",
        MailList.SPACES.value: "you follow this space",
        MailList.SILENCE.value: "your question waited for a reply",
        MailList.MESSAGES.value: "somebody wrote to you",
    }.get(row.mail_list, "you chose to hear in one mail what is new")


def _ours(path: str) -> str:
    return f"{settings.ALONGSIDE.base_url}{path}"
