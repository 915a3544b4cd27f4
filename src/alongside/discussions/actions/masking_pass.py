"""Going through what stands here by the rules in force now: some posts at a time, beside the
worker, so that people who write meanwhile do not wait for it.

Posts are read with no transaction open. Only one that would be shown otherwise is written, in a
transaction of its own that reads it once more. A pass that is killed goes on from where it was.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from alongside.discussions.actions.masked_words import add_masks, allowed_in
from alongside.discussions.hidden_words import (
    WORDS_ALONE,
    read_source,
    shown_post,
    shown_title,
    spans_of,
)
from alongside.discussions.models import MaskedWord, MaskingPass, Post, PostRevision, Topic
from alongside.language import Finding, Reader
from alongside.words.reads import live_reader
from alongside.work.leases import delay_after, due, end
from alongside.work.models import WorkState

log = logging.getLogger(__name__)

A_ROUND = 100


def work_on_masking() -> int:
    """One round of the pass that waited longest. Says how many there were: one, or none."""
    work = due(MaskingPass.objects.order_by("next_at", "id")).first()
    if work is None:
        return 0
    try:
        _round(work)
    except Exception as error:
        log.exception("Going through the posts by the word rules met trouble")
        end(
            work, WorkState.FAILED, f"{type(error).__name__}: {error}",
            attempts=work.attempts + 1, next_at=timezone.now() + delay_after(work.attempts + 1),
        )  # fmt: skip
    return 1


def _round(work: MaskingPass) -> None:
    last = hide_in(Post.objects.filter(pk__gt=work.cursor), A_ROUND)
    if last is None:
        _end(work)
        return
    end(work, WorkState.PENDING, cursor=last, next_at=timezone.now(), attempts=0)


def _end(work: MaskingPass) -> None:
    if not work.rules:
        work.delete()
        return
    end(work, WorkState.SENT)
    MaskingPass.objects.filter(state=WorkState.SENT).exclude(pk=work.pk).delete()


def hide_in(posts: QuerySet[Post], most: int) -> int | None:
    """Go through the first of these posts. Says which was the last; None where there are none."""
    reader = live_reader()
    posts = posts.order_by("pk").select_related("topic")
    found = list(posts.prefetch_related("revisions", "masked_words")[:most])
    hide_again(post.pk for post in found if _differs(post, reader))
    return found[-1].pk if found else None


def _differs(post: Post, reader: Reader) -> bool:
    """Whether the rules hide other places in it than its rows say."""
    rows: dict[tuple[int | None, bool], set[tuple[str, int, int]]] = {}
    for word in post.masked_words.all():
        place = word.revision_id, word.in_title
        rows.setdefault(place, set()).add((word.rule, word.start, word.end))
    return any(
        {(found.rule, found.start, found.end) for found in masks} != rows.get(place, set())
        for place, masks in _found(post, reader)
    )


def _found(
    post: Post, reader: Reader
) -> Iterable[tuple[tuple[int | None, bool], Sequence[Finding]]]:
    yield (None, False), read_source(reader, post.source).masks
    if post.number == 1:
        yield (None, True), reader.read(post.topic.written_title, WORDS_ALONE).masks
    for revision in post.revisions.all():
        yield (revision.pk, False), read_source(reader, revision.source).masks
        yield (revision.pk, True), reader.read(revision.written_title, WORDS_ALONE).masks


def masked_posts(topics: Iterable[int]) -> list[int]:
    """Posts of these conversations in which something is hidden, now or before an edit."""
    words = MaskedWord.objects.filter(post__topic_id__in=topics)
    return sorted(set(words.values_list("post_id", flat=True)))


def hide_again(posts: Iterable[int]) -> None:
    """Read these posts by the rules in force, and show what those leave of them."""
    for pk in posts:
        with transaction.atomic():
            reader = live_reader()
            post = Post.objects.select_for_update().filter(pk=pk).first()
            if post is not None:
                _hide_post(post, reader)


def _hide_post(post: Post, reader: Reader) -> None:
    was = list(MaskedWord.objects.filter(post=post))
    MaskedWord.objects.filter(post=post).delete()
    _hide_body(post, post, None, reader, was)
    for revision in post.revisions.all():
        _hide_body(revision, post, revision, reader, was)
        _hide_title(revision, post, revision, reader, was)
    topic = Topic.objects.get(pk=post.topic_id)
    if post.number == 1:
        _hide_title(topic, post, None, reader, was)
    Topic.objects.filter(pk=topic.pk).update(revision=F("revision") + 1)


def _hide_body(
    row: Post | PostRevision,
    post: Post,
    revision: PostRevision | None,
    reader: Reader,
    was: Sequence[MaskedWord],
) -> None:
    masks, earlier = read_source(reader, row.source).masks, _of(was, revision)
    add_masks(post, masks, revision=revision, earlier=earlier)
    spans = spans_of(masks, allowed_in(earlier, masks))
    shown = shown_post(row.source, row.whole_html or row.html, spans, imported=post.imported)
    type(row)._default_manager.filter(pk=row.pk).update(
        html=shown.html, whole_html=shown.whole_html
    )


def _hide_title(
    row: Topic | PostRevision,
    post: Post,
    revision: PostRevision | None,
    reader: Reader,
    was: Sequence[MaskedWord],
) -> None:
    title: str = row.whole_title or row.title
    masks, earlier = reader.read(title, WORDS_ALONE).masks, _of(was, revision)
    add_masks(post, masks, in_title=True, revision=revision, earlier=earlier)
    shown = shown_title(title, spans_of(masks, allowed_in(earlier, masks)))
    type(row)._default_manager.filter(pk=row.pk).update(
        title=shown.title, whole_title=shown.whole_title
    )


def _of(words: Sequence[MaskedWord], revision: PostRevision | None) -> Sequence[MaskedWord]:
    pk = revision.pk if revision else None
    return [word for word in words if word.revision_id == pk]
