"""What somebody writes is read once, by the rules in force, and everything that follows from it is
kept in the post's own transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.discussions.models import Post
from alongside.language import Reading
from alongside.words.reads import live_reader


@dataclass(frozen=True, slots=True)
class PostReading:
    """What was found in a post, and in the title of the conversation it opens."""

    body: Reading
    title: Reading


def read_post(source: str, title: str = "") -> PostReading:
    """Read the words of one write: once, and before its transaction, which others wait for."""
    reader = live_reader()
    return PostReading(reader.read(source), reader.read(title) if title else Reading())


def heed(post: Post, reading: PostReading) -> None:
    """What follows from the words, for a post that was just written or edited."""
