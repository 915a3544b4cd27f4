"""Posting: one transaction holds the rule, the post, the counters, the follow and the event.

A race between two sends of one form ends at the unique token: the loser finds the winner's post.
On SQLite writes queue by themselves; on PostgreSQL the topic's row is locked while its next post
takes a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.quotes import keep_quotes
from alongside.discussions.actions.reading_words import keep_hidden, read_post
from alongside.discussions.actions.signs import keep_signs
from alongside.discussions.actions.tokens import digest, sent_before
from alongside.discussions.actions.unnamed import hold_asker, keep_asker, stand_in_of
from alongside.discussions.events import PostPublished, TopicPublished
from alongside.discussions.models import Draft, Post, Space, Topic
from alongside.discussions.reads.authors import author_in, authors_of
from alongside.discussions.rules import (
    may_ask,
    may_post,
    may_reply,
    spaces_seen_by,
    topics_seen_by,
)
from alongside.kernel.markdown import render
from alongside.kernel.queries import time_value, write
from alongside.kernel.verdicts import demand
from alongside.people.models import Member
from alongside.people.viewer import Viewer
from alongside.work.actions import record

FOLLOW = """
INSERT INTO discussions_topicfollow (topic_id, member_id, since) VALUES (%s, %s, %s)
ON CONFLICT (member_id, topic_id) DO NOTHING
"""
HAS_READ = """
INSERT INTO discussions_readmark (topic_id, member_id, last_number, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (member_id, topic_id)
DO UPDATE SET last_number = excluded.last_number, at = excluded.at
"""


def start_topic(
    viewer: Viewer, *, space_slug: str, kind: str, title: str, source: str, token: str,
    unnamed: bool = False,
) -> Post:  # fmt: skip
    """Open a conversation with its first post; sending the same form again returns that post.

    Args:
        unnamed: without their name: here, and in all they write in it later, a stand-in is the
            author.

    Raises:
        Refused: not signed in, no consent to keep what they write, or no more for now without a
            name.
        Http404: no such space for this person.
        TokenReused: the form was sent before with other words.
    """
    demand(may_ask(viewer))
    demand(may_post(viewer))
    # Said with and without a name are two things: the second is never taken for the first.
    carried = digest("ask unnamed" if unnamed else "ask", space_slug, kind, title, source)
    reading = read_post(source, title)
    shown, head = reading.show_post(source, render(source)), reading.show_title(title)

    def write_post() -> Post:
        space = spaces_seen_by(viewer).filter(slug=space_slug).first()
        if space is None:
            raise Http404
        now = timezone.now()
        author = stand_in_of(viewer, asker, now) if unnamed else asker
        topic = Topic.objects.create(
            space=space, author=author, title=head.title, whole_title=head.whole_title, kind=kind,
            created_at=now, last_post_at=now,
        )  # fmt: skip
        post = Post.objects.create(
            topic=topic, number=1, author=author, source=source, html=shown.html,
            whole_html=shown.whole_html, created_at=now, write_token=token, write_digest=carried,
        )  # fmt: skip
        keep_hidden(post, reading)
        if unnamed:
            keep_asker(topic.id, asker, author)
        keep_signs(viewer, post, reading)
        Space.objects.filter(id=space.id).update(topic_count=F("topic_count") + 1, last_post_at=now)
        _leave_marks(viewer, post, "ask", author.id)
        record(TopicPublished(topic.id, post.id, author.id))
        return post

    with transaction.atomic():
        asker = hold_asker(viewer)
        return _once(authors_of(viewer.me), token, carried, write_post)


def post_reply(viewer: Viewer, topic_id: int, *, source: str, token: str) -> Post:
    """Answer a conversation; sending the same form again returns the same post.

    Raises:
        Refused: not signed in, no consent to keep what they write, or the conversation is closed.
        Http404: no such conversation for this person.
        TokenReused: the form was sent before with other words.
    """
    demand(may_post(viewer))
    carried = digest(f"topic:{topic_id}", source)
    reading, author_id = read_post(source), author_in(topic_id, viewer.me)
    shown = reading.show_post(source, render(source))

    def write_post() -> Post:
        topic = topics_seen_by(viewer).select_for_update(of=("self",)).filter(id=topic_id).first()
        if topic is None:
            raise Http404
        demand(may_reply(viewer, locked=bool(topic.locked_at), removed=bool(topic.removed_at)))
        now = timezone.now()
        post = Post.objects.create(
            topic=topic, number=topic.last_number + 1, author_id=author_id, source=source,
            html=shown.html, whole_html=shown.whole_html, created_at=now, write_token=token,
            write_digest=carried,
        )  # fmt: skip
        Topic.objects.filter(id=topic.id).update(
            last_number=post.number, last_post_at=now, reply_count=F("reply_count") + 1,
            first_reply_at=Coalesce("first_reply_at", now), revision=F("revision") + 1,
        )  # fmt: skip
        Space.objects.filter(id=topic.space_id).update(last_post_at=now)
        _leave_marks(viewer, post, f"topic:{topic.id}", author_id)
        keep_quotes(post)
        keep_hidden(post, reading)
        keep_signs(viewer, post, reading)
        record(PostPublished(topic.id, post.id, author_id))
        return post

    return _once([author_id], token, carried, write_post)


def _once(authors: Sequence[int], token: str, carried: str, write_post: Callable[[], Post]) -> Post:
    try:
        with transaction.atomic():
            return sent_before(authors, token, carried) or write_post()
    except IntegrityError:
        # Another send of the same form won while this one was being written.
        earlier = sent_before(authors, token, carried)
        if earlier is None:
            raise
        return earlier


def _leave_marks(viewer: Viewer, post: Post, place: str, author_id: int) -> None:
    """Who posts follows, has read up to there, and has nothing left to write.

    The count of posts is that of the name they stand under: an administrator reads it, and it
    makes members of newcomers, so what was asked without a name must not move it.
    """
    now = time_value(post.created_at)
    if write(FOLLOW, [post.topic_id, viewer.me, now]):
        Topic.objects.filter(id=post.topic_id).update(follower_count=F("follower_count") + 1)
    write(HAS_READ, [post.topic_id, viewer.me, post.number, now])
    Draft.objects.filter(member_id=viewer.me, place=place).delete()
    Member.objects.filter(id=author_id).update(post_count=F("post_count") + 1)
