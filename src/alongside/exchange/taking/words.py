"""What they wrote: posts, how those read before, drafts and private messages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from alongside.discussions.models import Draft, Post, PostRevision
from alongside.discussions.reads.writing import draft_address
from alongside.exchange.taking.own_words import said_by_others, without_others
from alongside.exchange.taking.shapes import (
    A_BATCH,
    Owner,
    Row,
    Section,
    conversation,
    link,
    moment,
)
from alongside.messaging.models import Message, MessageReport

REMOVED = {"": None, "author": "You removed it", "staff": "A moderator removed it"}


def posts(owner: Owner) -> Iterator[Row]:
    mine = Post.objects.filter(author__in=owner.authors).exclude(source="")
    columns = (
        "topic_id", "named", "seen", "id", "number", "source", "created_at", "edited_at",
        "removed_by", "author_id",
    )  # fmt: skip
    found = mine.annotate(seen=owner.seen("topic_id"), named=owner.named("topic_id"))
    found = found.order_by("topic_id", "number")
    for topic_id, group in groupby(found.values_list(*columns).iterator(A_BATCH), itemgetter(0)):
        here = Post.objects.filter(topic_id=topic_id)
        own = here.filter(author__in=owner.authors).values_list("source", flat=True)
        others = here.exclude(author__in=owner.authors).values_list("source", flat=True)
        said = said_by_others(own.iterator(A_BATCH), others.iterator(A_BATCH))
        for _, title, seen, post_id, number, source, at, edited, removed, author in group:
            yield {
                **conversation(topic_id, title, seen=seen),
                "address": link(f"/p/{post_id}") if seen else None,
                "number": number, "written_at": moment(at), "edited_at": moment(edited),
                "removed": REMOVED[removed], "without_my_name": author != owner.member.pk,
                "text": without_others(source, owner.names, said),
            }  # fmt: skip


def earlier(owner: Owner) -> Iterator[Row]:
    mine = PostRevision.objects.filter(post__author__in=owner.authors)
    topic = "post__topic_id"
    found = mine.annotate(seen=owner.seen(topic), named=owner.named(topic))
    found = found.order_by("post_id", "number")
    columns = (
        topic, "named", "seen", "post_id", "title", "whole_title", "source", "written_at",
    )  # fmt: skip
    rows = found.values_list(*columns).iterator(A_BATCH)
    for topic_id, title, seen, post_id, was, whole, source, at in rows:
        others = Post.objects.filter(topic_id=topic_id).exclude(author__in=owner.authors)
        said = said_by_others([source], others.values_list("source", flat=True).iterator(A_BATCH))
        yield {
            **conversation(topic_id, title, seen=seen),
            "address": link(f"/p/{post_id}/history") if seen else None,
            "written_at": moment(at), "title": whole or was or None,
            "text": without_others(source, owner.names, said),
        }  # fmt: skip


def drafts(owner: Owner) -> Iterator[Row]:
    for draft in Draft.objects.filter(member=owner.member).order_by("pk"):
        kind, _, number = draft.place.partition(":")
        topic = int(number) if kind == "topic" else 0
        others = Post.objects.filter(topic_id=topic).exclude(author__in=owner.authors)
        said = said_by_others(
            [draft.body], others.values_list("source", flat=True).iterator(A_BATCH)
        )
        yield {
            "title": draft.title or "Without a title", "address": link(draft_address(draft.place)),
            "saved_at": moment(draft.saved_at),
            "text": without_others(draft.body, owner.names, said),
        }  # fmt: skip


def messages(owner: Owner) -> Iterator[Row]:
    mine = Message.objects.filter(author__in=owner.authors).exclude(source="")
    found = mine.order_by("thread_id", "number")
    columns = ("thread_id", "number", "source", "created_at")
    for thread_id, group in groupby(found.values_list(*columns).iterator(A_BATCH), itemgetter(0)):
        here = Message.objects.filter(thread_id=thread_id)
        own = here.filter(author__in=owner.authors).values_list("source", flat=True)
        others = here.exclude(author__in=owner.authors).values_list("source", flat=True)
        said = said_by_others(own.iterator(A_BATCH), others.iterator(A_BATCH))
        for _, number, source, at in group:
            yield {
                "thread": f"Messages, thread {thread_id}", "number": number,
                "written_at": moment(at), "text": without_others(source, owner.names, said),
            }  # fmt: skip


def reports(owner: Owner) -> Iterator[Row]:
    """Why they showed a message to staff. The message was somebody else's."""
    mine = MessageReport.objects.filter(reporter__in=owner.authors).order_by("pk")
    for reason, at in mine.values_list("reason", "made_at"):
        yield {"what": "A message I reported", "written_at": moment(at), "text": reason}


WRITTEN = {"written_at": "Written"}
SECTIONS = (
    Section(
        "posts", "What I wrote", "Your posts, in the order of their conversations.",
        "conversation",
        {"number": "Post", **WRITTEN, "edited_at": "Edited", "removed": "Removed",
         "without_my_name": "Asked without my name"},
        posts,
    ),
    Section(
        "earlier", "How it read before I edited it", "Earlier wordings of your posts.",
        "conversation", {"title": "Title then", **WRITTEN}, earlier,
    ),
    Section("drafts", "My drafts", "Begun and not sent.", "title", {"saved_at": "Saved"}, drafts),
    Section(
        "messages", "My private messages", "What you wrote. What others wrote to you is theirs.",
        "thread", {"number": "Message", **WRITTEN}, messages,
    ),
    Section("reports", "Messages I reported", "", "what", WRITTEN, reports),
)  # fmt: skip
