"""Hidden words as each person meets them: the mark, or what was written, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from alongside.discussions.hidden_words import WORDS_ALONE, read_source
from alongside.discussions.models import MaskedWord, Post, Ruling
from alongside.discussions.rules import posts_seen_by
from alongside.kernel.hiding import hide
from alongside.people.viewer import Viewer
from alongside.words.reads import live_reader

# A disguise can be long: its beginning tells which word it is.
WORD_SHOWN = 60


class HiddenLine(NamedTuple):
    """What one rule hides in a post and its title; for the author and moderators alone.

    `words` as they were written, each once. `answer` is what a moderator said to the author.
    """

    rule: str
    reason: str
    words: tuple[str, ...]
    ruling: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class WholePost:
    """A post with every word, for somebody who asked to see it. `title` where it opens a topic."""

    id: int
    number: int
    topic_id: int
    topic_title: str
    title: str
    author: str
    html: str


def hidden_lines(post_ids: Collection[int]) -> Mapping[int, tuple[HiddenLine, ...]]:
    """By post; posts in which nothing is hidden are left out."""
    found: dict[int, dict[str, HiddenLine]] = {}
    words = MaskedWord.objects.filter(post_id__in=post_ids, revision=None)
    words = words.exclude(ruling=Ruling.ALLOWED).select_related("post__topic")
    for one in words.order_by("-in_title", "start", "id"):
        line = HiddenLine(one.rule, one.reason, (written(one),), one.ruling, one.answer)
        _add(found.setdefault(one.post_id, {}), line)
    return {post_id: tuple(lines.values()) for post_id, lines in found.items()}


def written(word: MaskedWord) -> str:
    """The word itself, from where it stands. Wants the post with its topic, and the revision."""
    if word.revision:
        text = word.revision.written_title if word.in_title else word.revision.source
    else:
        text = word.post.topic.written_title if word.in_title else word.post.source
    return text[word.start : word.end]


def would_hide(source: str, title: str) -> tuple[HiddenLine, ...]:
    """What the rules in force would hide of words that are not posted yet."""
    reader = live_reader()
    lines: dict[str, HiddenLine] = {}
    for text, reading in (
        (title, reader.read(title, WORDS_ALONE)),
        (source, read_source(reader, source)),
    ):
        for found in reading.masks:
            line = HiddenLine(found.rule, found.reason, (text[found.start : found.end],))
            _add(lines, line)
    return tuple(lines.values())


def _add(lines: dict[str, HiddenLine], line: HiddenLine) -> None:
    """Each word of a rule once, the first letters of it."""
    before = lines[line.rule].words if line.rule in lines else ()
    words = dict.fromkeys((*before, *(word[:WORD_SHOWN] for word in line.words)))
    lines[line.rule] = line._replace(words=tuple(words))


def shown_source(post: Post) -> str:
    """What somebody wrote, for others: with the mark where words are hidden."""
    if not post.whole_html:
        return post.source
    words = MaskedWord.objects.filter(post=post, revision=None, in_title=False)
    return hide(post.source, words.exclude(ruling=Ruling.ALLOWED).values_list("start", "end"))


def whole_post(viewer: Viewer, post_id: int) -> WholePost | None:
    """A standing post that this person may see and in which something is hidden."""
    posts = posts_seen_by(viewer).filter(removed_at=None).select_related("topic", "author")
    post = posts.filter(pk=post_id).first()
    if post is None:
        return None
    topic, opens = post.topic, post.number == 1
    if not (post.whole_html or (opens and topic.whole_title)):
        return None
    return WholePost(
        post.pk, post.number, topic.pk, topic.title, topic.written_title if opens else "",
        post.author.name if post.author else "", post.whole_html or post.html,
    )  # fmt: skip
