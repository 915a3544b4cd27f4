"""What wakes this room: things that happened in conversations. See `config/wiring.py`.

A handler only writes rows.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from alongside.discussions.events import (
    AskerUncovered,
    MaskRuled,
    PostEdited,
    PostPublished,
    PostRemoved,
    TopicPublished,
    TopicRead,
)
from alongside.discussions.models import AnonymousAsker, Post
from alongside.discussions.reads.authors import real_author_id
from alongside.notifications.counting import count_again, mark_as_read
from alongside.notifications.digests import plan_again
from alongside.notifications.fanout import tell_of_new_quotes
from alongside.notifications.models import Fanout, Kind, Notice
from alongside.people.events import ProfileEdited
from alongside.work.models import WorkState


def tell_of_post(event: PostPublished | TopicPublished) -> None:
    """The debt is the event's; from here it is this row's, which the fan-out works on."""
    Fanout.objects.get_or_create(post_id=event.post_id)


def writer_has_read(event: PostPublished) -> None:
    """Whoever replies has read what came before, also where they reply without their name."""
    number = Post.objects.filter(pk=event.post_id).values_list("number", flat=True).first()
    _read_up_to(event.topic_id, real_author_id(event.author_id) or 0, number or 0)


def reader_has_read(event: TopicRead) -> None:
    _read_up_to(event.topic_id, event.member_id, event.number)


def _read_up_to(topic_id: int, member_id: int, number: int) -> None:
    mark_as_read(Notice.objects.filter(topic_id=topic_id, post__number__lte=number), member_id)


def tell_who_was_uncovered(event: AskerUncovered) -> None:
    """On the bell, whatever they chose to hear of: it is theirs to know."""
    asker = AnonymousAsker.objects.filter(topic_id=event.topic_id).first()
    if asker:
        Notice.objects.create(
            member_id=asker.member_id, kind=Kind.UNCOVERED, topic_id=event.topic_id,
            address=reverse("topic_unnamed", args=[event.topic_id]),
        )  # fmt: skip
        count_again([asker.member_id])


def tell_author_of_ruling(event: MaskRuled) -> None:
    """On the bell, whatever they chose to hear of: they asked."""
    post = Post.objects.filter(pk=event.post_id, removed_at=None).first()
    author_id = real_author_id(post.author_id) if post else None
    if post and author_id:
        Notice.objects.create(
            member_id=author_id, kind=Kind.WORD_RULED, topic_id=post.topic_id,
            address=reverse("post", args=[post.pk]),
        )  # fmt: skip
        count_again([author_id])


def tell_of_edit(event: PostEdited) -> None:
    """Only whom it quotes since then: everybody else was told when the post was written."""
    post = Post.objects.select_related("topic").filter(pk=event.post_id, removed_at=None).first()
    quoted = Post.objects.filter(pk__in=event.quoted, removed_at=None)
    if post and event.quoted:
        tell_of_new_quotes(post, list(quoted.values_list("author_id", flat=True)))


def take_back_notices(event: PostRemoved) -> None:
    """The fan-out takes away what it brought."""
    waits = {"state": WorkState.PENDING, "next_at": timezone.now()}
    Fanout.objects.update_or_create(post_id=event.post_id, defaults=waits)


def plan_digest_again(event: ProfileEdited) -> None:
    """Their clock may be another now."""
    plan_again(event.member_id)
