"""What the writing pages need to know: the place written in, drafts, what is quoted or edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.discussions.models import Draft, Post, PostRevision, Topic
from alongside.discussions.reads.authors import is_mine
from alongside.discussions.reads.hidden import shown_source
from alongside.discussions.rules import (
    may_edit,
    may_remove,
    may_reply,
    posts_seen_by,
    topics_seen_by,
)
from alongside.discussions.rules_words import may_see_hidden_words
from alongside.kernel.verdicts import Verdict
from alongside.people.viewer import Viewer

# A long post many times over: more would make one page of megabytes.
VERSIONS = 20
PRIVATE = ("thread:", "member:", "invite:", "asker:")


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    title: str
    may_reply: Verdict
    draft: str
    token: str
    unnamed_as: str  # the name this person has here, who asked without their own


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post as its author may change it, with every word. `title` is the conversation's."""

    id: int
    number: int
    topic_id: int
    title: str
    source: str
    html: str
    edit_count: int
    reply_count: int
    may_edit: Verdict
    may_remove: Verdict


@dataclass(frozen=True, slots=True)
class DraftLine:
    """`conversation` is the title of the one it belongs to, empty for a new one or one gone.
    `private`: a message, not a post.
    """

    id: int
    address: str
    title: str
    conversation: str
    body: str
    saved_at: datetime
    unnamed: bool
    private: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a post, from when it was written. The first has the number 0."""

    number: int
    title: str
    html: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """A page of wordings. `newest`: it begins with how the post reads now; `older` pages on."""

    post_id: int
    number: int
    topic_id: int
    topic_title: str
    author: str
    versions: tuple[Version, ...]
    newest: bool
    older: int | None


def reply_place(viewer: Viewer, topic_id: int) -> ReplyPlace | None:
    topic = topics_seen_by(viewer).select_related("author").filter(id=topic_id).first()
    if topic is None:
        return None
    draft = my_draft(viewer, f"topic:{topic_id}") if viewer.signed_in else None
    verdict = may_reply(viewer, locked=bool(topic.locked_at), removed=bool(topic.removed_at))
    return ReplyPlace(
        topic.title,
        verdict,
        draft.body if draft else "",
        draft.write_token if draft else "",
        topic.author.name if topic.author and _is_unnamed(viewer, topic) else "",
    )


def _is_unnamed(viewer: Viewer, topic: Topic) -> bool:
    return viewer.id != topic.author_id and is_mine(viewer, topic.author_id)


def my_draft(viewer: Viewer, place: str) -> Draft | None:
    return Draft.objects.filter(member_id=viewer.me, place=place).first()


def quoted_post(viewer: Viewer, topic_id: int, number: int) -> tuple[str, str] | None:
    """Who wrote a standing post, and its words as readers are shown them, to begin a reply with."""
    standing = posts_seen_by(viewer).filter(topic_id=topic_id, number=number, removed_at=None)
    post = standing.select_related("author").first()
    if post is None:
        return None
    return post.author.name if post.author else "", shown_source(post)


def own_post(viewer: Viewer, post_id: int) -> OwnPost | None:
    """A post this person may see, with what they may do to it. None where it is not there."""
    post = posts_seen_by(viewer).select_related("topic").filter(id=post_id).first()
    if post is None:
        return None
    gone, topic, mine = bool(post.removed_at), post.topic, is_mine(viewer, post.author_id)
    return OwnPost(
        post.id, post.number, topic.id,
        topic.written_title if mine and post.number == 1 else topic.title,
        post.source, (post.whole_html if mine else "") or post.html, post.edit_count,
        topic.reply_count,
        may_edit(mine=mine, removed=gone, locked=bool(topic.locked_at)),
        may_remove(mine=mine, removed=gone),
    )  # fmt: skip


def post_history(viewer: Viewer, post_id: int, before: int | None = None) -> History | None:
    """The wordings of a standing, edited post, newest first; None for any other.

    Args:
        before: only wordings older than the one of that number.
    """
    post = (
        posts_seen_by(viewer)
        .select_related("topic", "author")
        .filter(id=post_id, removed_at=None, edit_count__gt=0)
        .first()
    )
    if post is None:
        return None
    newest = before is None or before > post.edit_count
    whole = bool(may_see_hidden_words(viewer, mine=is_mine(viewer, post.author_id)))
    found = _versions(post, None if newest else before, whole=whole)
    if not found:
        return None
    shown = found[:VERSIONS]
    return History(
        post.id, post.number, post.topic_id, post.topic.title,
        post.author.name if post.author else "", shown, newest,
        shown[-1].number if len(found) > VERSIONS else None,
    )  # fmt: skip


def _versions(post: Post, before: int | None, *, whole: bool) -> tuple[Version, ...]:
    """One more than a page holds, where there is one. `whole`: with every word."""
    title = (post.topic.written_title if whole else post.topic.title) if post.number == 1 else ""
    html = (post.whole_html if whole else "") or post.html
    now = Version(post.edit_count, title, html, post.edited_at or post.created_at)
    older = post.revisions.order_by("-number").defer("source")
    if before is not None:
        older = older.filter(number__lt=before)
    then = (_version(old, whole=whole) for old in older[: VERSIONS + 1])
    return tuple(then) if before is not None else (now, *then)


def _version(old: PostRevision, *, whole: bool) -> Version:
    title = old.written_title if whole else old.title
    html = (old.whole_html if whole else "") or old.html
    return Version(old.number, title, html, old.written_at)


def my_drafts(viewer: Viewer) -> tuple[DraftLine, ...]:
    drafts = Draft.objects.filter(member_id=viewer.me).order_by("-saved_at")
    titles = _titles(viewer, [draft.place for draft in drafts])
    return tuple(
        DraftLine(
            draft.id, draft_address(draft.place), draft.title, titles.get(draft.place, ""),
            draft.body, draft.saved_at, draft.unnamed, draft.place.startswith(PRIVATE),
        )
        for draft in drafts
    )  # fmt: skip


def _titles(viewer: Viewer, places: list[str]) -> dict[str, str]:
    """The conversation of each place that this person may (still) see."""
    numbers: dict[str, list[int]] = {"topic": [], "post": []}
    for kind, _, number in (place.partition(":") for place in places):
        numbers.get(kind, []).append(int(number or 0))
    topics = topics_seen_by(viewer).filter(id__in=numbers["topic"]).values_list("id", "title")
    posts = posts_seen_by(viewer).filter(id__in=numbers["post"]).values_list("id", "topic__title")
    named = {f"topic:{row_id}": title for row_id, title in topics}
    return named | {f"post:{row_id}": title for row_id, title in posts}


def draft_address(place: str) -> str:
    """Where a draft goes on: the page of its form."""
    kind, _, number = place.partition(":")
    return {
        "topic": f"/t/{number}/replies", "post": f"/p/{number}/edit",
        "thread": f"/messages/{number}", "member": f"/m/{number}/message",
        "invite": f"/messages/{number}/people", "asker": f"/t/{number}/message",
    }.get(kind, "/ask")  # fmt: skip
