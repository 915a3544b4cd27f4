"""Bringing a conversation in from elsewhere. One transaction: all of it, or nothing.

What happened elsewhere years ago is no news here, so no event is recorded and nobody is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.discussions.actions.reading_words import PostReading, keep_hidden, read_post
from alongside.discussions.hidden_words import ShownPost
from alongside.discussions.models import Access, Post, Space, Topic, TopicKind
from alongside.discussions.models.topics import TITLE_MAX
from alongside.exchange.authors import authors_of
from alongside.exchange.page import Page, PagePost
from alongside.exchange.plain import plain_to_markdown
from alongside.kernel.markdown import render
from alongside.people.models import NAME_MAX


class ImportRefused(ValueError):  # noqa: N818 - it is an answer, not a fault
    """Why a page cannot come in; `str()` is one line that says what to do. Nothing was written."""


class UnknownSpace(ImportRefused):
    """There is no such space.

    Attributes:
        slugs: those that exist, in the operator's order.
    """

    def __init__(self, slug: str | None, slugs: tuple[str, ...]) -> None:
        there = f"the spaces are: {', '.join(slugs)}" if slugs else "there are no spaces yet"
        wanted = f'there is no space "{slug}"' if slug else "no space is open to everyone"
        super().__init__(f"{wanted}; {there}")
        self.slugs = slugs


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """Where the conversation is. `created` is false where an earlier import had brought it."""

    topic_id: int
    created: bool


def import_page(page: Page, space_slug: str | None = None, *, sample: bool = False) -> ImportedPage:
    """Bring a page in as a conversation. Importing it again changes nothing.

    That holds though it was edited or removed here since, and whatever the space: the page is
    known by its title and its first post, as printed.

    Args:
        space_slug: where it goes; None is the first space that everyone can read.
        sample: whether it and the people it brings belong to the demo.

    Raises:
        UnknownSpace: no space has that slug.
        ImportRefused: what is printed does not fit here.
    """
    _check(page)
    key = import_key(page)
    # Outside: the longest part, and no row is held.
    bodies = [_body(post, page.title if post.number == 1 else "") for post in page.posts]
    try:
        with transaction.atomic():
            space = _space(space_slug)
            return _earlier(key) or _write(page, bodies, space, key, sample=sample)
    except IntegrityError:
        # Another import of the same page won while this one was being written.
        earlier = _earlier(key)
        if earlier is None:
            raise
        return earlier


def find_import(page: Page, space_slug: str | None = None) -> ImportedPage | None:
    """For a dry run: what an earlier import made of this page. Raises as `import_page`."""
    _check(page)
    _space(space_slug)
    return _earlier(import_key(page))


def import_key(page: Page) -> str:
    """What makes it the same page: SHA-256, as hexadecimal digits."""
    first = page.posts[0]
    parts = (page.title, first.author, first.at.isoformat(), first.text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _check(page: Page) -> None:
    if len(page.title) > TITLE_MAX:
        raise ImportRefused(
            f"the title has {len(page.title)} characters and {TITLE_MAX} fit; "
            "shorten it in the file and try again"
        )
    now = timezone.now()
    for post in page.posts:
        _check_post(post, now)


def _check_post(post: PagePost, now: datetime) -> None:
    if len(post.author) > NAME_MAX:
        raise ImportRefused(
            f"the name above post {post.number} has {len(post.author)} characters and "
            f"{NAME_MAX} fit; shorten it wherever it stands in the file and try again"
        )
    if post.at > now:
        raise ImportRefused(
            f"post {post.number} is from a time that has not come yet; "
            "check the year in the file, and the time zone, and try again"
        )


def _space(slug: str | None) -> Space:
    spaces = Space.objects.order_by("section__position", "section_id", "position", "id")
    wanted = spaces.filter(access=Access.PUBLIC) if slug is None else spaces.filter(slug=slug)
    space = wanted.first()
    if space is None:
        raise UnknownSpace(slug, tuple(spaces.values_list("slug", flat=True)))
    return space


def _earlier(key: str) -> ImportedPage | None:
    topic_id = Topic.objects.filter(import_key=key).values_list("pk", flat=True).first()
    return None if topic_id is None else ImportedPage(topic_id, created=False)


@dataclass(frozen=True, slots=True)
class _Body:
    source: str
    reading: PostReading
    shown: ShownPost


def _body(post: PagePost, title: str) -> _Body:
    source = plain_to_markdown(post.text)
    reading = read_post(source, title)
    shown = reading.show_post(source, render(source, imported=True), imported=True)
    return _Body(source, reading, shown)


def _write(
    page: Page, bodies: Sequence[_Body], space: Space, key: str, *, sample: bool
) -> ImportedPage:
    authors = authors_of(page, sample=sample)
    opening, replies = page.posts[0], page.posts[1:]
    head = bodies[0].reading.show_title(page.title)
    topic = Topic.objects.create(
        space=space,
        author=authors[opening.author],
        title=head.title,
        whole_title=head.whole_title,
        kind=TopicKind.QUESTION,
        created_at=opening.at,
        last_post_at=max(post.at for post in page.posts),
        first_reply_at=min((post.at for post in replies), default=None),
        last_number=len(page.posts),
        reply_count=len(replies),
        imported_follower_count=page.followers,
        import_key=key,
        sample=sample,
    )
    posts = Post.objects.bulk_create(
        Post(
            topic=topic, number=post.number, author=authors[post.author], source=body.source,
            html=body.shown.html, whole_html=body.shown.whole_html, created_at=post.at,
            imported=True,
        )
        for post, body in zip(page.posts, bodies, strict=True)
    )  # fmt: skip
    for post, body in zip(posts, bodies, strict=True):
        keep_hidden(post, body.reading)
    _count_in(topic)
    return ImportedPage(topic.pk, created=True)


def _count_in(topic: Topic) -> None:
    space = Space.objects.select_for_update().get(pk=topic.space_id)
    space.topic_count += 1
    space.last_post_at = max(space.last_post_at or topic.last_post_at, topic.last_post_at)
    space.save(update_fields=["topic_count", "last_post_at"])
