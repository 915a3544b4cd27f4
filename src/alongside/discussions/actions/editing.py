"""Changing and removing one's own words. What stood there before an edit stays readable."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import F, Min
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.masked_words import allowed_in, leave_to_revision, masks_now
from alongside.discussions.actions.quotes import keep_quotes
from alongside.discussions.actions.reading_words import PostReading, keep_hidden, read_post
from alongside.discussions.actions.signs import keep_signs
from alongside.discussions.events import PostEdited, PostRemoved
from alongside.discussions.models import (
    Draft,
    MaskedWord,
    Post,
    PostRevision,
    Removal,
    Space,
    Topic,
)
from alongside.discussions.reads.authors import is_mine
from alongside.discussions.rules import may_edit, may_remove, posts_seen_by
from alongside.kernel.markdown import render
from alongside.kernel.verdicts import demand
from alongside.language import Reading
from alongside.people.models import Member
from alongside.people.viewer import Viewer
from alongside.work.actions import record


class EditConflict(Exception):  # noqa: N818 - it is an answer, not a fault
    """Somebody edited the post after this form was opened; both texts are kept.

    Attributes:
        post: the post as it reads now.
    """

    def __init__(self, post: Post) -> None:
        super().__init__("the post changed after the form was opened")
        self.post = post


def edit_post(
    viewer: Viewer, post_id: int, *, source: str, edit_count: int, title: str = ""
) -> Post:
    """Change a post, and the conversation's title where it is the opening post.

    Args:
        edit_count: how often the post had been edited when the form was opened.
        title: the new title; empty keeps the one there is.

    Raises:
        Refused: not this person's post, removed, or the conversation is closed.
        Http404: no such post for this person.
        EditConflict: the post was edited meanwhile; nothing was written.
    """
    html, reading = render(source), read_post(source, title)
    with transaction.atomic():
        post = _locked(viewer, post_id)
        topic = post.topic
        _demand_edit(viewer, post)
        new_title = title if title and post.number == 1 else topic.written_title
        if (post.source, topic.written_title) == (source, new_title):
            return post
        if post.edit_count != edit_count:
            raise EditConflict(post)
        # The signs of a title that stays are signs still; its masks are kept already.
        whole = reading
        title_stays, was = new_title == topic.written_title, masks_now(post)
        leave_to_revision(was, _keep_revision(post, topic), title_stays=title_stays)
        if title_stays:
            reading = replace(reading, title=Reading())
        _change_words(post, source, html, reading, was)
        _change_title(topic, "" if title_stays else new_title, reading, was)
        keep_hidden(post, reading, was)
        keep_signs(viewer, post, whole)
        Draft.objects.filter(member_id=viewer.me, place=f"post:{post.id}").delete()
        record(PostEdited(post.id, post.author_id or viewer.me, keep_quotes(post)))
        return post


def _change_words(
    post: Post, source: str, html: str, reading: PostReading, was: list[MaskedWord]
) -> None:
    shown = reading.show_post(source, html, allowed_in(was, reading.body.masks))
    post.source, post.html, post.whole_html = source, shown.html, shown.whole_html
    post.edited_at = timezone.now()
    post.edit_count += 1
    post.save(update_fields=["source", "html", "whole_html", "edited_at", "edit_count"])


def _change_title(topic: Topic, title: str, reading: PostReading, was: list[MaskedWord]) -> None:
    """Empty keeps the one there is."""
    columns = {}
    if title:
        shown = reading.show_title(title, allowed_in(was, reading.title.masks))
        columns = {"title": shown.title, "whole_title": shown.whole_title}
    Topic.objects.filter(id=topic.id).update(**columns, revision=F("revision") + 1)


def _demand_edit(viewer: Viewer, post: Post) -> None:
    mine, closed = is_mine(viewer, post.author_id), bool(post.topic.locked_at)
    demand(may_edit(mine=mine, removed=bool(post.removed_at), locked=closed))


def _locked(viewer: Viewer, post_id: int) -> Post:
    post = (
        posts_seen_by(viewer)
        .select_related("topic")
        .select_for_update(of=("self",))
        .filter(id=post_id)
        .first()
    )
    if post is None:
        raise Http404
    return post


def _keep_revision(post: Post, topic: Topic) -> PostRevision:
    opens = post.number == 1
    return PostRevision.objects.create(
        post=post, number=post.edit_count, title=topic.title if opens else "",
        whole_title=topic.whole_title if opens else "", source=post.source, html=post.html,
        whole_html=post.whole_html, written_at=post.edited_at or post.created_at,
    )  # fmt: skip


def remove_post(viewer: Viewer, post_id: int) -> Post:
    """Take back one's own words. A tombstone stays; a conversation nobody answered goes whole.

    Raises:
        Refused: not this person's post, or already removed.
        Http404: no such post for this person.
    """
    with transaction.atomic():
        post = _locked(viewer, post_id)
        mine = is_mine(viewer, post.author_id)
        demand(may_remove(mine=mine, removed=bool(post.removed_at)))
        post.removed_at, post.removed_by = timezone.now(), Removal.AUTHOR
        post.save(update_fields=["removed_at", "removed_by"])
        if post.number > 1:
            _count_replies(post.topic_id)
        elif post.topic.reply_count == 0:
            _remove_topic(post.topic)
        Topic.objects.filter(id=post.topic_id).update(revision=F("revision") + 1)
        Member.objects.filter(posts=post).update(post_count=F("post_count") - 1)
        record(PostRemoved(post.id, post.author_id or viewer.me))
        return post


def _count_replies(topic_id: int) -> None:
    """Count again rather than subtract, so that a question is unanswered when nothing is left."""
    standing = Post.objects.filter(topic_id=topic_id, number__gt=1, removed_at=None)
    first = standing.aggregate(at=Min("created_at"))["at"]
    Topic.objects.filter(id=topic_id).update(reply_count=F("reply_count") - 1, first_reply_at=first)


def _remove_topic(topic: Topic) -> None:
    Topic.objects.filter(id=topic.id).update(removed_at=timezone.now())
    Space.objects.filter(id=topic.space_id).update(topic_count=F("topic_count") - 1)
