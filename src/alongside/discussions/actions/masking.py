"""Rules of the word filter meet what stands here already: a rule that begins hides its words, one
that is taken back gives every place back at once.

A rule begins by owing a pass through all that was ever written (see `masking_pass.py`). One that
ends costs no reading: each place it hid is a row, and the words it hid are kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from alongside.discussions.actions.masked_words import hidden_spans
from alongside.discussions.actions.masking_pass import hide_again
from alongside.discussions.hidden_words import WORDS_ALONE, shown_post, shown_title
from alongside.discussions.models import MaskedWord, MaskingPass, Post, PostRevision, Topic
from alongside.discussions.reads.hidden import written
from alongside.language.word_rules import Tier, WordRule
from alongside.words.reads import live_reader, rules_in_force

A_BATCH = 400


def apply_rule(rule: WordRule) -> None:
    """A rule is in force from now on: what stands here is gone through by it, in a moment."""
    if rule.tier == Tier.MASK:
        go_through_all()


def go_through_all() -> None:
    """Owe a pass of its own: one that is under way began by other rules."""
    MaskingPass.objects.create(asked_at=timezone.now(), rules=rules_in_force())


def keep_hidden_words_true() -> None:
    """Rules also change with a new version of Alongside, and nobody says so."""
    if not MaskingPass.objects.filter(rules=rules_in_force()).exists():
        go_through_all()


@transaction.atomic
def restore(name: str) -> int:
    """A rule was taken out of force: all that it hid is shown again, in every place at once. What
    other rules hide stays hidden.

    Returns:
        In how many posts it was.
    """
    words = MaskedWord.objects.filter(rule=name)
    posts = set(words.values_list("post_id", flat=True))
    revisions = set(words.exclude(revision=None).values_list("revision_id", flat=True))
    others = _under_other_rules(words)
    words.delete()
    show_again(posts, revisions)
    hide_again(others)
    _look_back()
    return len(posts)


def _under_other_rules(words: QuerySet[MaskedWord]) -> set[int]:
    """Posts where another rule hides some of the same letters: of two, one is told of."""
    reader = live_reader()
    texts = words.select_related("post__topic", "revision")
    return {
        word.post_id
        for word in texts.iterator(A_BATCH)
        if reader.read(written(word), WORDS_ALONE).masks
    }


def _look_back() -> None:
    """What somebody posts in this moment was read before the rule ended."""
    newest = Post.objects.aggregate(last=Max("pk"))["last"] or 0
    MaskingPass.objects.create(asked_at=timezone.now(), cursor=max(0, newest - A_BATCH))


def show_again(posts: Iterable[int], revisions: Iterable[int | None] = ()) -> None:
    """After rows went: what they hid reads as it was written. Pages kept of it are old now."""
    for batch in _batches(posts):
        _show_posts(Post.objects.filter(pk__in=batch))
        topics = Topic.objects.filter(pk__in=Post.objects.filter(pk__in=batch).values("topic_id"))
        _show_topics(topics.exclude(whole_title=""))
        topics.update(revision=F("revision") + 1)
    for batch in _batches(revisions):
        _show_revisions(PostRevision.objects.filter(pk__in=batch).select_related("post"))


def _show_posts(posts: QuerySet[Post]) -> None:
    """Most have nothing hidden any more: these are given back by the database alone."""
    masked = posts.exclude(whole_html="")
    left = hidden_spans("post_id", revision=None, in_title=False, post__in=masked)
    masked.exclude(pk__in=left).update(html=F("whole_html"), whole_html="")
    for post in masked.filter(pk__in=left):
        shown = shown_post(post.source, post.whole_html, left[post.pk], imported=post.imported)
        posts.filter(pk=post.pk).update(html=shown.html)


def _show_topics(topics: QuerySet[Topic]) -> None:
    left = hidden_spans("post__topic_id", revision=None, in_title=True, post__topic__in=topics)
    topics.exclude(pk__in=left).update(title=F("whole_title"), whole_title="")
    for topic in topics.filter(pk__in=left):
        shown = shown_title(topic.whole_title, left[topic.pk])
        Topic.objects.filter(pk=topic.pk).update(title=shown.title)


def _show_revisions(revisions: QuerySet[PostRevision]) -> None:
    bodies, titles = revisions.exclude(whole_html=""), revisions.exclude(whole_title="")
    left = hidden_spans("revision_id", in_title=False, revision__in=bodies)
    bodies.exclude(pk__in=left).update(html=F("whole_html"), whole_html="")
    for one in bodies.filter(pk__in=left):
        imported = one.post.imported
        shown = shown_post(one.source, one.whole_html, left[one.pk], imported=imported)
        PostRevision.objects.filter(pk=one.pk).update(html=shown.html)
    left = hidden_spans("revision_id", in_title=True, revision__in=titles)
    titles.exclude(pk__in=left).update(title=F("whole_title"), whole_title="")
    for one in titles.filter(pk__in=left):
        title = shown_title(one.whole_title, left[one.pk]).title
        PostRevision.objects.filter(pk=one.pk).update(title=title)


def _batches(numbers: Iterable[int | None]) -> Iterator[list[int]]:
    rest = iter(sorted(number for number in numbers if number))
    while batch := list(islice(rest, A_BATCH)):
        yield batch
