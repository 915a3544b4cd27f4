"""The loop that tells everybody who follows, some hundred at a time, however many they are.

A post costs its author one event; this is what comes after. Each round is one transaction that
tells some people and moves the cursor past them, so a worker that is killed goes on from there and
tells nobody twice. It needs no lease: what it does is rows and nothing else. Rounds are short and
there is a pause between two, so that people who post get SQLite's one writer.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.discussions.models import AnonymousAsker, Post, Quote, TopicFollow, TopicKind
from alongside.notifications.counting import count_again
from alongside.notifications.models import Fanout, Kind, Notice
from alongside.notifications.taking_back import take_back
from alongside.notifications.telling import tell_followers, tell_named
from alongside.work.leases import delay_after, due, end
from alongside.work.models import WorkState

log = logging.getLogger(__name__)

# As many as are told in about the time of one page.
A_ROUND = 500
MOST_COUNTED = 1000


def work_on_fanouts() -> int:
    """One round of the fan-out that waited longest. Says how many there were: one, or none."""
    waiting = due(Fanout.objects.order_by("next_at", "id"))
    if not waiting.exists():
        return 0
    with transaction.atomic():
        fanout = (
            waiting.select_for_update(skip_locked=True, of=("self",))
            .select_related("post__topic")
            .first()
        )
        if fanout is None:
            return 0
        try:
            with transaction.atomic():
                _round(fanout)
        except Exception as error:
            log.exception("Telling of post %s met trouble", fanout.post_id)
            _come_back(fanout, error)
    return 1


def _come_back(fanout: Fanout, error: Exception) -> None:
    """Later each time. Where the database is away this fails too, and the loop waits for it."""
    attempts = min(fanout.attempts + 1, MOST_COUNTED)
    end(
        fanout, WorkState.FAILED, f"{type(error).__name__}: {error}",
        attempts=attempts, next_at=timezone.now() + delay_after(attempts),
    )  # fmt: skip


def _round(fanout: Fanout) -> None:
    post = fanout.post
    if post.removed_at or post.topic.removed_at:
        more = take_back(post.pk, A_ROUND)
    else:
        if not fanout.cursor:
            tell_the_few(post)
        kind = Kind.SPACE_TOPIC if post.number == 1 else Kind.REPLY
        last = tell_followers(post.pk, kind, fanout.cursor, A_ROUND)
        fanout.cursor, more = last or fanout.cursor, last is not None
    # To the end of the queue, so that a conversation of thousands holds up no other.
    state = WorkState.PENDING if more else WorkState.SENT
    end(fanout, state, cursor=fanout.cursor, next_at=timezone.now(), attempts=0)


def tell_the_few(post: Post) -> None:
    """Those who wait for this very post, by what weighs most: they hear of it once."""
    quoted = Quote.objects.filter(post=post, quoted__removed_at=None)
    tell_quoted(post, list(quoted.values_list("quoted__author_id", flat=True)))
    if post.number == 1 or post.topic.kind != TopicKind.QUESTION:
        return
    asker = _people_behind(post, [post.topic.author_id])
    if _after_silence(post):
        tell_named(post.pk, Kind.SILENCE, asker, at_once=True)
    elif _first_answer(post) and TopicFollow.objects.filter(topic=post.topic, member__in=asker):
        tell_named(post.pk, Kind.REPLY, asker, at_once=True)


def tell_quoted(post: Post, author_ids: list[int | None]) -> None:
    tell_named(post.pk, Kind.QUOTE, _people_behind(post, author_ids), at_once=True)


def tell_of_new_quotes(post: Post, author_ids: list[int | None]) -> None:
    """An edit brought them in: also for those who have read the post, or heard of it as a reply."""
    people = _people_behind(post, author_ids)
    heard = Notice.objects.filter(post=post, member__in=people).exclude(kind=Kind.QUOTE)
    if heard.delete()[0]:
        count_again(people)
    tell_named(post.pk, Kind.QUOTE, people, at_once=True, read=True)


def _people_behind(post: Post, author_ids: list[int | None]) -> list[int]:
    """The people themselves; of a stand-in, whoever asked as it."""
    asked = AnonymousAsker.objects.filter(topic_id=post.topic_id)
    behind = dict(asked.values_list("stand_in_id", "member_id"))
    return sorted({behind.get(one, one) for one in author_ids if one})


def _after_silence(post: Post) -> bool:
    """Whether nobody had written there for as long as the operator calls a silence."""
    before = (
        Post.objects.filter(topic_id=post.topic_id, number__lt=post.number, removed_at=None)
        .order_by("-number")
        .values_list("created_at", flat=True)
        .first()
    )
    silence = timedelta(days=settings.ALONGSIDE.silence_days)
    return before is not None and post.created_at - before >= silence


def _first_answer(post: Post) -> bool:
    """Whether nobody but the one who asked has written there before."""
    earlier = Post.objects.filter(topic_id=post.topic_id, number__lt=post.number)
    return not earlier.exclude(author_id=post.topic.author_id).exists()
