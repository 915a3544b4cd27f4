"""What happened here that other rooms may wake for. Past tense, ids only.

`author_id` is the author that stands beside the post: a stand-in's where somebody asked without
their name (see `reads/authors.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TopicPublished:
    topic_id: int
    post_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class PostPublished:
    topic_id: int
    post_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class PostEdited:
    """`quoted`: the posts that it quotes now and did not quote before."""

    post_id: int
    author_id: int
    quoted: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UrgentSignSeen:
    """A post was written or changed that may tell of danger now. `reason` is the rule's own
    sentence; nothing of the words is in it.
    """

    post_id: int
    kind: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostRemoved:
    post_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class TopicRead:
    """Somebody whom notices wait for has read further, up to that post."""

    topic_id: int
    member_id: int
    number: int


@dataclass(frozen=True, slots=True)
class AskerUncovered:
    """An administrator found out who asked without their name; that person is to be told."""

    topic_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class MaskAppealed:
    """The author of a post asks a moderator to look at what a rule about words hides in it."""

    post_id: int
    rule: str


@dataclass(frozen=True, slots=True)
class MaskRuled:
    """A moderator decided about that; its author is to be told."""

    post_id: int
    rule: str
    allowed: bool
