"""One page of one conversation. The number of queries does not depend on the number of posts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from alongside.discussions.reads.care import HAS_CARE, care_notes
from alongside.discussions.reads.lists import nearby
from alongside.discussions.reads.people import PERSON, PERSON_WIDTH, person
from alongside.discussions.reads.places import SPACE, SPACE_WIDTH, space_of
from alongside.discussions.reads.posts import Spot, page_of, posts_on_page
from alongside.discussions.reads.shapes import PageLinks, PersonLine, SpaceLine, TopicPage
from alongside.discussions.rules import may_lock, may_reach_asker, may_reply, topic_seen_sql
from alongside.discussions.rules_words import may_see_hidden_words
from alongside.kernel.clock import aware
from alongside.kernel.queries import row
from alongside.people.viewer import Viewer

NEARBY = 5

TOPIC = (
    "t.title, t.kind, t.created_at, t.first_reply_at, t.reply_count,"
    " t.follower_count + t.imported_follower_count, t.locked_at IS NOT NULL,"
    " t.removed_at IS NOT NULL, t.sample, t.import_key IS NOT NULL, t.last_number, t.revision,"
    " t.whole_title"
)
MARKS = (
    ", COALESCE(r.last_number, 0), f.id IS NOT NULL, COALESCE(d.body, ''),"
    " COALESCE(d.write_token, ''), q.id IS NOT NULL, a.member_id, a.stand_in_id, " + HAS_CARE
)
MARKED = (
    " LEFT JOIN discussions_readmark r ON r.topic_id = t.id AND r.member_id = %s"
    " LEFT JOIN discussions_topicfollow f ON f.topic_id = t.id AND f.member_id = %s"
    " LEFT JOIN discussions_draft d ON d.member_id = %s AND d.place = %s"
    " LEFT JOIN discussions_topicmute q ON q.topic_id = t.id AND q.member_id = %s"
    " LEFT JOIN discussions_anonymousasker a ON a.topic_id = t.id"
)


class MyMarks(NamedTuple):
    """How far this reader has read (None: nobody is reading), follows, began to write, mutes; who
    asked without their name, and as whom; whether a note with help stands by a post of theirs.
    """

    mark: int | None = None
    following: bool = False
    draft: str = ""
    token: str = ""
    muted: bool = False
    asker: int | None = None
    stand_in: int | None = None
    has_care: bool = False


def cache_stamp(topic_id: int) -> object:
    """What must be unchanged for a kept page to still be true; None where nobody may see it."""
    return row(
        "SELECT t.revision, s.access, s.name, s.slug FROM discussions_topic t"
        " JOIN discussions_space s ON s.id = t.space_id WHERE t.id = %s AND t.removed_at IS NULL",
        [topic_id],
    )


class _Topic(NamedTuple):
    """The columns of TOPIC, in their order."""

    title: str
    kind: str
    created_at: datetime
    first_reply_at: datetime | None
    reply_count: int
    followers: int
    locked: bool
    removed: bool
    sample: bool
    imported: bool
    last_number: int
    revision: int
    whole_title: str


TOPIC_WIDTH = len(_Topic._fields)


def topic_page(viewer: Viewer, topic_id: int, number: int | None = 1) -> TopicPage | None:
    """A page of posts. None where there is no such topic, or no such page, for this person.

    Args:
        number: the page, from 1; None is the last one.
    """
    found = _find(viewer, topic_id)
    if found is None:
        return None
    topic, space, section, author, marks = found
    last_page = page_of(topic.last_number)
    pages = PageLinks(last_page if number is None else number, last_page)
    if not 1 <= pages.number <= pages.count:
        return None
    locked, mine = bool(topic.locked), marks.asker is not None and marks.asker == viewer.id
    return TopicPage(
        topic_id, _title(viewer, topic, mine=mine or author.id == viewer.id), topic.kind,
        space, section, author, aware(topic.created_at),
        topic.first_reply_at and aware(topic.first_reply_at), topic.reply_count, topic.followers,
        locked, bool(topic.removed), bool(topic.sample), bool(topic.imported),
        posts_on_page(
            viewer, Spot(topic_id, pages.number, topic.revision, bool(topic.whole_title)),
            locked=locked, mark=marks.mark, author=marks.stand_in if mine else viewer.id,
        ),
        pages, topic.last_number, marks.mark, bool(marks.following),
        may_reply(viewer, locked=locked, removed=bool(topic.removed)), bool(may_lock(viewer)),
        marks.draft, marks.token, nearby(viewer, space.id, topic_id, NEARBY),
        bool(marks.muted), mine,
        marks.asker is not None and not mine and bool(may_reach_asker(viewer)),
        care_notes(viewer, topic_id) if marks.has_care else {},
    )  # fmt: skip


def _title(viewer: Viewer, topic: _Topic, *, mine: bool) -> str:
    if topic.whole_title and may_see_hidden_words(viewer, mine=mine):
        return topic.whole_title
    return topic.title


def _find(
    viewer: Viewer, topic_id: int
) -> tuple[_Topic, SpaceLine, str, PersonLine, MyMarks] | None:
    """The topic with its place, its author and this reader's marks, where they may see it."""
    seen, values = topic_seen_sql(viewer)
    me: list[object] = []
    if viewer.signed_in:
        me = [viewer.id, viewer.id, viewer.id, viewer.id, f"topic:{topic_id}", viewer.id]
    found = row(
        f"SELECT {TOPIC}, {SPACE}, c.name, {PERSON}{MARKS if me else ''}"  # noqa: S608
        " FROM discussions_topic t JOIN discussions_space s ON s.id = t.space_id"
        " JOIN discussions_section c ON c.id = s.section_id"
        f" LEFT JOIN people_member m ON m.id = t.author_id{MARKED if me else ''}"
        f" WHERE t.id = %s AND {seen}",
        [*me, topic_id, *values],
    )
    if found is None:
        return None
    topic, rest = found[:TOPIC_WIDTH], found[TOPIC_WIDTH:]
    space, (section, *others) = rest[:SPACE_WIDTH], rest[SPACE_WIDTH:]
    author, marks = others[:PERSON_WIDTH], others[PERSON_WIDTH:]
    return _Topic(*topic), space_of(space), section, person(*author), MyMarks(*marks)


def reading_place(viewer: Viewer, topic_id: int) -> tuple[int, int] | None:
    """How far this person has read in a topic (0: nothing), and its last number."""
    seen, values = topic_seen_sql(viewer)
    return row(
        "SELECT COALESCE(r.last_number, 0), t.last_number FROM discussions_topic t"  # noqa: S608
        " JOIN discussions_space s ON s.id = t.space_id"
        " LEFT JOIN discussions_readmark r ON r.topic_id = t.id AND r.member_id = %s"
        f" WHERE t.id = %s AND {seen}",
        [viewer.id or 0, topic_id, *values],
    )
