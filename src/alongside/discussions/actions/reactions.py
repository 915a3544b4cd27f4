"""Hug, been there, helpful: one of each from a person, counted in the same transaction."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.http import Http404

from alongside.discussions.models import Post, Reaction, ReactionKind, Topic
from alongside.discussions.reads.authors import is_mine
from alongside.discussions.rules import may_react, posts_seen_by
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer


def give_reaction(viewer: Viewer, post_id: int, kind: ReactionKind) -> Post:
    """React once; giving it again changes nothing.

    Raises:
        Refused: not signed in, one's own post, or a removed one.
        Http404: no such post for this person.
    """
    with transaction.atomic():
        post = _post(viewer, post_id)
        if not Reaction.objects.filter(member_id=viewer.me, post=post, kind=kind).exists():
            Reaction.objects.create(member_id=viewer.me, post=post, kind=kind)
            _add(post, kind, 1)
        return post


def take_reaction(viewer: Viewer, post_id: int, kind: ReactionKind) -> Post:
    """Take a reaction back; taking back what is not there changes nothing.

    Raises: as `give_reaction`.
    """
    with transaction.atomic():
        post = _post(viewer, post_id)
        gone, _ = Reaction.objects.filter(member_id=viewer.me, post=post, kind=kind).delete()
        if gone:
            _add(post, kind, -1)
        return post


def _post(viewer: Viewer, post_id: int) -> Post:
    """The post, held until the count is written (PostgreSQL; SQLite holds everything)."""
    held = posts_seen_by(viewer).select_for_update(of=("self",))
    post = held.filter(id=post_id).first()
    if post is None:
        raise Http404
    mine = is_mine(viewer, post.author_id)
    demand(may_react(viewer, mine=mine, removed=bool(post.removed_at)))
    return post


def _add(post: Post, kind: ReactionKind, by: int) -> None:
    column = f"{kind.value}_count"
    Post.objects.filter(id=post.id).update(**{column: F(column) + by})
    Topic.objects.filter(id=post.topic_id).update(revision=F("revision") + 1)
