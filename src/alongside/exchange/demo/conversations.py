"""From the words of the samples to topics and posts, with their counters right from the start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter

from alongside.discussions.models import AnonymousAsker, Post, PostRevision, Removal, Space, Topic
from alongside.exchange.demo.files import ConversationRow, ReplyRow, span
from alongside.kernel.markdown import quoted, render
from alongside.people.models import Member
from alongside.people.stand_ins import make_stand_in

_EDITED_AFTER = timedelta(minutes=9)
_REMOVED_AFTER = timedelta(minutes=25)


@dataclass(frozen=True, slots=True)
class Told:
    """A sample conversation as rows. `posts` stand in the order of their numbers; `asker` is who
    opened it without their name.
    """

    row: ConversationRow
    topic: Topic
    posts: Sequence[Post]
    asker: Member | None = None
    revisions: list[PostRevision] = field(default_factory=list)


def tell(row: ConversationRow, space: Space, cast: dict[str, Member], now: datetime) -> Told:
    """Rows that are not saved yet, but for a stand-in. Nothing in them is later than `now`."""
    opened = now - span(row.ago)
    asker = cast[row.author] if row.unnamed else None
    if asker:
        cast = {**cast, row.author: make_stand_in(at=opened, sample=True)}
    posts = [_post(1, cast[row.author], row.text, opened), *_replies(row, cast, opened)]
    topic = _topic(row, space, posts)
    told = Told(row, topic, posts, asker)
    for post, reply in zip(posts[1:], row.reply, strict=True):
        _mark_removed(post, reply, now)
        _mark_edited(told, post, reply, now)
    for post, written in zip(posts, row.posts, strict=True):
        post.topic = topic
        _count_reactions(post, written.reactions)
    _count_replies(topic, posts)
    return told


def save(told: Iterable[Told]) -> None:
    """Oldest first, so that a newer row has a higher id, as where people wrote them."""
    told = sorted(told, key=lambda one: one.topic.created_at)
    Topic.objects.bulk_create(one.topic for one in told)
    posts = [post for one in told for post in one.posts]
    Post.objects.bulk_create(sorted(posts, key=attrgetter("created_at")))
    AnonymousAsker.objects.bulk_create(
        AnonymousAsker(topic=one.topic, member=one.asker, stand_in=one.topic.author)
        for one in told
        if one.asker
    )
    PostRevision.objects.bulk_create(revision for one in told for revision in one.revisions)


def _topic(row: ConversationRow, space: Space, posts: Sequence[Post]) -> Topic:
    return Topic(
        space=space,
        author=posts[0].author,
        title=row.title,
        kind=row.kind,
        created_at=posts[0].created_at,
        last_number=len(posts),
        sample=True,
    )


def _replies(row: ConversationRow, cast: dict[str, Member], opened: datetime) -> Iterable[Post]:
    for number, reply in enumerate(row.reply, start=2):
        source = reply.text.strip()
        if reply.quote:
            other = row.posts[reply.quote - 1]
            source = quoted(cast[other.author].name, other.text) + source
        yield _post(number, cast[reply.author], source, opened + span(reply.after))


def _post(number: int, author: Member, text: str, at: datetime) -> Post:
    source = text.strip()
    return Post(number=number, author=author, source=source, html=render(source), created_at=at)


def _mark_removed(post: Post, reply: ReplyRow, now: datetime) -> None:
    if reply.removed:
        post.removed_by = Removal(reply.removed)
        post.removed_at = min(post.created_at + _REMOVED_AFTER, now)


def _mark_edited(told: Told, post: Post, reply: ReplyRow, now: datetime) -> None:
    if not reply.edited:
        return
    earlier = reply.edited.strip()
    told.revisions.append(
        PostRevision(
            post=post, number=0, source=earlier, html=render(earlier), written_at=post.created_at
        )
    )
    post.edit_count = 1
    post.edited_at = min(post.created_at + _EDITED_AFTER, now)


def _count_reactions(post: Post, reactions: dict[str, tuple[str, ...]]) -> None:
    for kind, names in reactions.items():
        setattr(post, f"{kind}_count", len(names))


def _count_replies(topic: Topic, posts: Sequence[Post]) -> None:
    """Removed replies do not count, and neither is a conversation new because of one."""
    opening, *replies = posts
    standing = [reply.created_at for reply in replies if not reply.removed_at]
    topic.reply_count = len(standing)
    topic.first_reply_at = min(standing, default=None)
    topic.last_post_at = max(standing, default=opening.created_at)
