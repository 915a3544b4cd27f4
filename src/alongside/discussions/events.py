"""What happened here that other rooms may wake for. Past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass


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
    post_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class PostRemoved:
    post_id: int
    author_id: int
