"""What the sample people have heard: notices of the newest replies in what they follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from alongside.discussions.models import Post, Quote, ReadMark, TopicFollow
from alongside.exchange.demo.conversations import Told
from alongside.notifications.counting import count_again
from alongside.notifications.models import Kind, Notice
from alongside.people.models import Member

# As many as fill a page, and leave some that are read.
MOST = 14
_READ_AFTER = timedelta(hours=2)


def leave_notices(told: Iterable[Told], cast: dict[str, Member]) -> None:
    """After follows and read marks, since they say who heard of what and who has read it."""
    quotes = [quote for one in told for quote in _quotes(one)]
    Quote.objects.bulk_create(Quote(post=post, quoted=quoted) for post, quoted in quotes)
    quoted_in = {post.pk: quoted.author_id for post, quoted in quotes}
    readers = [member for member in cast.values() if member.email]
    Notice.objects.bulk_create(
        sorted(
            (notice for one in readers for notice in _heard_by(one, quoted_in)),
            key=lambda notice: notice.at,
        )
    )
    count_again(one.pk for one in readers)


def _quotes(told: Told) -> Iterator[tuple[Post, Post]]:
    for post, row in zip(told.posts[1:], told.row.reply, strict=True):
        if row.quote and not post.removed_at:
            yield post, told.posts[row.quote - 1]


def _heard_by(reader: Member, quoted_in: dict[int, int | None]) -> Iterator[Notice]:
    """The newest replies of others, read as far as this person has read there."""
    follows = TopicFollow.objects.filter(member=reader, topic__sample=True)
    marks = ReadMark.objects.filter(member=reader).values_list("topic_id", "last_number")
    read = dict(marks)
    replies = Post.objects.filter(
        topic__in=follows.values("topic"), number__gt=1, removed_at=None
    ).exclude(author=reader)
    for post in replies.order_by("-created_at")[:MOST]:
        seen = post.number <= read.get(post.topic_id, 0)
        yield Notice(
            member=reader, topic_id=post.topic_id, post=post, at=post.created_at,
            kind=Kind.QUOTE if quoted_in.get(post.pk) == reader.pk else Kind.REPLY,
            read_at=post.created_at + _READ_AFTER if seen else None,
        )  # fmt: skip
