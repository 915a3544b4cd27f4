"""What somebody writes is read once, by the rules in force, and everything that follows from it is
kept in the post's own transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.discussions.actions.masked_words import add_masks
from alongside.discussions.hidden_words import (
    ShownPost,
    ShownTitle,
    read_source,
    shown_post,
    shown_title,
    spans_of,
)
from alongside.discussions.models import MaskedWord, Post
from alongside.language import Part, Reading
from alongside.words.reads import live_reader

# What something follows from, once the words are out.
FOLLOWED = (Part.WORDS, Part.URGENT)


@dataclass(frozen=True, slots=True)
class PostReading:
    """What was found in a post, and in the title of the conversation it opens."""

    body: Reading
    title: Reading

    def show_post(
        self, source: str, html: str, allowed: Collection[str] = (), *, imported: bool = False
    ) -> ShownPost:
        """`allowed`: rules that a moderator set aside in this post."""
        return shown_post(source, html, spans_of(self.body.masks, allowed), imported=imported)

    def show_title(self, title: str, allowed: Collection[str] = ()) -> ShownTitle:
        return shown_title(title, spans_of(self.title.masks, allowed))


def read_post(source: str, title: str = "") -> PostReading:
    """Read the words of one write: once, and before its transaction, which others wait for."""
    reader = live_reader()
    heading = reader.read(title, FOLLOWED) if title else Reading()
    return PostReading(read_source(reader, source, FOLLOWED), heading)


def keep_hidden(post: Post, reading: PostReading, earlier: Sequence[MaskedWord] = ()) -> None:
    """Write down which words are hidden in a post that was just written, edited or brought in.

    Args:
        earlier: what was hidden in it before an edit.
    """
    if reading.body.masks:
        add_masks(post, reading.body.masks, earlier=earlier)
    if reading.title.masks:
        add_masks(post, reading.title.masks, in_title=True, earlier=earlier)
