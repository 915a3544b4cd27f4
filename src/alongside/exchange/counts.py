"""Counters, counted again from the rows they stand for; one statement each, however many rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.discussions.models import Post, Reaction, ReactionKind, Space, Topic, TopicFollow
from alongside.exchange.emptying import other_to_read
from alongside.people.models import Member


def recount_spaces(spaces: QuerySet[Space]) -> None:
    standing = Topic.objects.filter(space=OuterRef("pk"), removed_at=None).values("space")
    spaces.update(
        topic_count=_number_of(standing),
        last_post_at=Subquery(standing.annotate(at=Max("last_post_at")).values("at")),
    )


def recount_members(members: QuerySet[Member], posts: QuerySet[Post]) -> None:
    """`posts`: those that count, if they stand."""
    standing = posts.filter(author=OuterRef("pk"), removed_at=None).values("author")
    members.update(post_count=_number_of(standing))


def recount_replies(topics: QuerySet[Topic]) -> None:
    posts = Post.objects.filter(topic=OuterRef("pk"), removed_at=None).values("topic")
    replies = posts.filter(number__gt=1)
    topics.update(
        reply_count=_number_of(replies),
        first_reply_at=Subquery(replies.annotate(at=Min("created_at")).values("at")),
        last_post_at=Coalesce(
            Subquery(posts.annotate(at=Max("created_at")).values("at")), F("created_at")
        ),
        revision=F("revision") + 1,
    )


def recount_followers(topics: QuerySet[Topic], follows: QuerySet[TopicFollow]) -> None:
    """`follows`: those that count."""
    of_topic = follows.filter(topic=OuterRef("pk")).values("topic")
    topics.update(follower_count=_number_of(of_topic), revision=F("revision") + 1)


def recount_reactions(posts: QuerySet[Post], reactions: QuerySet[Reaction]) -> None:
    """`reactions`: those that count."""
    of_post = reactions.filter(post=OuterRef("pk")).values("post")
    posts.update(
        **{f"{kind.value}_count": _number_of(of_post.filter(kind=kind)) for kind in ReactionKind}
    )


def take_marks_away(going: Q) -> None:
    """Count again without the follows and reactions of the people that `going` names, who go.

    The rows themselves go with them.
    """
    follows, reactions = TopicFollow.objects.all(), Reaction.objects.all()
    recount_followers(
        Topic.objects.filter(pk__in=follows.filter(going).values("topic")), follows.exclude(going)
    )
    felt = reactions.filter(going)
    recount_reactions(Post.objects.filter(pk__in=felt.values("post")), reactions.exclude(going))
    other_to_read(Topic.objects.filter(pk__in=felt.values("post__topic")))


def _number_of(grouped: QuerySet[Any, Any]) -> Coalesce:
    """`grouped` has one group at most: the rows that belong to the outer one."""
    return Coalesce(Subquery(grouped.order_by().annotate(n=Count("pk")).values("n")), 0)
