"""What the pages of this room are made of: frozen rows, ready to print, no queries behind them.

A page is a frozen dataclass. What stands on it twenty times is a named tuple, which is made in a
fifth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from alongside.discussions.reads.hidden import HiddenLine
from alongside.kernel.verdicts import YES, Verdict
from alongside.language import Finding


class PersonLine(NamedTuple):
    """A name as it stands beside what they wrote. `id` 0 means there is nobody to link to.

    `role` is "stand_in" for a name that is for one conversation alone.
    """

    id: int
    name: str
    role: str
    claimed: bool = True
    connection: str = ""  # in words, where at least members may see it
    connection_to_all: bool = False


@dataclass(frozen=True, slots=True)
class SpaceLine:
    id: int
    slug: str
    name: str
    about: str
    access: str
    topic_count: int = 0
    last_post_at: datetime | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class SectionLine:
    slug: str
    name: str
    about: str
    spaces: tuple[SpaceLine, ...]


class TopicLine(NamedTuple):
    """One conversation in a list. `mark` is how far the reader has read; 0 means never opened."""

    id: int
    title: str
    kind: str
    author: PersonLine
    space_slug: str
    space_name: str
    created_at: datetime
    last_post_at: datetime
    reply_count: int
    last_number: int
    locked: bool
    sample: bool
    mark: int | None = None  # None when the reader is not signed in
    followed: bool = False

    @property
    def unread(self) -> int:
        return max(0, self.last_number - self.mark) if self.mark else 0


class NearbyLine(NamedTuple):
    """Another conversation of the same space, beside the one that is read."""

    id: int
    title: str
    reply_count: int
    last_post_at: datetime


@dataclass(frozen=True, slots=True)
class TopicListPage:
    """A list of conversations. `space` is None on the list over all spaces.

    `show` is newest, unanswered or followed. `older` is the cursor of the next page, or empty.
    """

    show: str
    topics: tuple[TopicLine, ...]
    older: str
    space: SpaceLine | None = None
    section: str = ""
    following_space: bool = False
    may_ask: Verdict = YES


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """What is new in what I follow, and the spaces I follow."""

    topics: tuple[TopicLine, ...]
    spaces: tuple[SpaceLine, ...]
    older: str


class PostLine(NamedTuple):
    """One post. `html` is already clean. A tombstone has `removed_by` and empty `html`."""

    id: int
    number: int
    author: PersonLine
    html: str
    created_at: datetime
    edited_at: datetime | None
    edit_count: int
    removed_by: str  # "", "author" or "staff"
    imported: bool
    hugs: int
    been_there: int
    helpful: int
    # To tell whose it is, and never printed: it may be a stand-in's.
    author_id: int | None = None
    mine: frozenset[str] = frozenset()  # the reactions the reader gave
    is_mine: bool = False
    may_edit: bool = False
    may_remove: bool = False
    unread: bool = False
    hidden: bool = False  # by a block; only the place of the post is left
    # Where words are hidden in `html`: the same with them, what hides them, and whether this
    # reader is told of it without asking. Printed for the author and moderators alone.
    whole_html: str = ""
    masks: tuple[HiddenLine, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Which page of how many, each a plain link."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    id: int
    title: str  # with every word for its author and moderators
    kind: str
    space: SpaceLine
    section: str
    author: PersonLine
    created_at: datetime
    first_reply_at: datetime | None
    reply_count: int
    followers: int
    locked: bool
    removed: bool
    sample: bool
    imported: bool
    posts: tuple[PostLine, ...]
    pages: PageLinks
    last_number: int
    mark: int | None  # how far this reader has read, None when not signed in
    following: bool
    may_reply: Verdict
    may_lock: bool
    draft: str = ""
    token: str = ""  # the write token of the reply form
    nearby: tuple[NearbyLine, ...] = field(default=())  # newest others in the space
    muted: bool = False
    asked_by_me: bool = False  # without my name: what I write here has the asker's name
    may_reach_asker: bool = False
    # Post id to the signs seen in it: of this reader's own posts, until they take the note away.
    care: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def first_unread(self) -> int:
        """The number of the first post not yet read, or 0 when all are read."""
        if self.mark is None or self.mark >= self.last_number:
            return 0
        return self.mark + 1
