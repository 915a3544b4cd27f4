"""What somebody wrote themselves: left under a name for each conversation, or taken out."""

from __future__ import annotations

import secrets
from dataclasses import replace

from django.db.models import Exists, F, Min, OuterRef, QuerySet
from django.utils import timezone

from alongside.discussions.models import Post, Removal, Space, Topic
from alongside.exchange.counts import recount_replies, recount_spaces
from alongside.exchange.emptying import empty_posts, other_to_read
from alongside.exchange.leaving.texts import KINDS, change_rows
from alongside.exchange.leaving.traces import Traces
from alongside.people.stand_ins import make_stand_in

TITLE_GONE = "A conversation whose beginning was removed"


def put_under_stand_ins(traces: Traces) -> Traces:
    """Each conversation gets a fresh name for what they wrote in it, and says that name only.

    What they had taken back before is emptied: nobody was to read it any more.
    """
    empty_words(traces, Post.objects.filter(author__in=traces.authors, removed_at__isnull=False))
    member = traces.member
    posts, topics = Post.objects.filter(author=member), Topic.objects.filter(author=member)
    began = dict(posts.values_list("topic_id").annotate(at=Min("created_at")).order_by())
    began |= dict(topics.exclude(pk__in=began).values_list("pk", "created_at"))
    others: dict[int, str] = {}
    # Names that were made one after the other must not tell in which order they were needed.
    for topic_id in sorted(began, key=lambda _: secrets.randbits(64)):
        stand_in = make_stand_in(at=began[topic_id], sample=member.sample)
        others[topic_id] = stand_in.name
        posts.filter(topic_id=topic_id).update(author=stand_in, write_token=None, write_digest="")
        topics.filter(pk=topic_id).update(author=stand_in, revision=F("revision") + 1)
        other_to_read(Topic.objects.filter(pk=topic_id))
        _say_the_other_name(traces, topic_id, stand_in.pk, stand_in.name)
    for author, name in zip(traces.authors[1:], traces.names[1:], strict=True):
        for topic_id in Topic.objects.filter(author=author).values_list("pk", flat=True):
            _say_the_other_name(traces, topic_id, author, name)
    return replace(traces, others=others)


def _say_the_other_name(traces: Traces, topic_id: int, author: int, name: str) -> None:
    """In their own words: "I am Pat Rivers, write to pat@example.org" would join it all again."""

    def change(text: str, topic: int | None) -> str:
        return traces.without_address(traces.mention(topic_id).sub(lambda _: name, text))

    for kind in KINDS:
        if kind.topic:
            rows = kind.of([author]).filter(**{kind.topic: topic_id})
            change_rows(kind, rows, list(rows.values_list("pk", flat=True)), change)


def empty_words(traces: Traces, posts: QuerySet[Post]) -> None:
    """Take the words out of these posts of theirs. What others wrote stays where it stands."""
    touched = set(posts.values_list("topic_id", flat=True))
    opened = set(posts.filter(number=1).values_list("topic_id", flat=True))
    if not touched:
        return
    empty_posts(posts, Removal.AUTHOR)
    topics = Topic.objects.filter(pk__in=touched)
    Topic.objects.filter(pk__in=opened).update(title=TITLE_GONE, whole_title="", author=None)
    _remove_deserted(Topic.objects.filter(pk__in=opened))
    recount_replies(topics)
    recount_spaces(Space.objects.filter(pk__in=topics.values("space")))


def _remove_deserted(topics: QuerySet[Topic]) -> None:
    """A conversation in which nobody else is left goes as a whole."""
    standing = Exists(Post.objects.filter(topic=OuterRef("pk"), removed_at=None))
    topics.filter(~standing, removed_at=None).update(removed_at=timezone.now())
