"""Authors who ask a moderator to look at a hidden word: those that wait, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet
from django.http import Http404

from alongside.discussions.models import MaskedWord, Post, Ruling
from alongside.discussions.reads.authors import is_mine
from alongside.discussions.rules import posts_seen_by
from alongside.discussions.rules_words import may_rule_on_words
from alongside.kernel.verdicts import Verdict
from alongside.moderation.excerpts import Excerpt, excerpts, marked
from alongside.moderation.probing import Place
from alongside.moderation.reads.history import SOMEBODY_GONE, name_of
from alongside.people.viewer import Viewer
from alongside.words.models import OwnRule

ANSWERED_SHOWN = 30


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One rule in one post. `id` is that of its first place. `answer` and `by` once answered."""

    id: int
    word: str
    title: str
    space: str
    at: datetime
    shown_again: bool
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class AppealsPage:
    waiting: tuple[AppealLine, ...]
    answered: tuple[AppealLine, ...]


@dataclass(frozen=True, slots=True)
class AppealPage:
    """`rule_id`: of a rule of ours, 0 for one that comes with Alongside. `elsewhere`: in how many
    other posts it hides something.
    """

    line: AppealLine
    post_id: int
    author: str
    title: Excerpt
    excerpts: tuple[Excerpt, ...]
    rule: str
    rule_id: int
    reason: str
    elsewhere: int
    waits: bool
    may_answer: Verdict


def appealed_words(viewer: Viewer) -> QuerySet[MaskedWord]:
    """The places that wait for a moderator, in posts that stand and that this person may see."""
    posts = posts_seen_by(viewer).filter(removed_at=None, topic__removed_at=None)
    waiting = MaskedWord.objects.filter(ruling=Ruling.APPEALED, post__in=posts, revision=None)
    return waiting if viewer.is_staff else waiting.none()


def waiting_appeals(viewer: Viewer) -> int:
    return len(_firsts(appealed_words(viewer)))


def appeals_page(viewer: Viewer) -> AppealsPage:
    """Waiting ones oldest first, so that nobody waits for ever."""
    answered = MaskedWord.objects.filter(
        ruling__in=(Ruling.ALLOWED, Ruling.UPHELD), appealed_at__isnull=False, revision=None,
        post__in=posts_seen_by(viewer),
    )  # fmt: skip
    newest = sorted(_firsts(answered), reverse=True)[:ANSWERED_SHOWN]
    return AppealsPage(
        tuple(_line(word) for word in _rows(_firsts(appealed_words(viewer)), "appealed_at", "pk")),
        tuple(_line(word) for word in _rows(newest, "-decided_at", "-pk")),
    )


def appeal_page(viewer: Viewer, word_id: int) -> AppealPage:
    """Raises: Http404: no such appeal for this person, or the word is not hidden any more."""
    seen = MaskedWord.objects.filter(pk=word_id, post__in=posts_seen_by(viewer), revision=None)
    word = seen.exclude(ruling=Ruling.NONE).select_related(*_JOINED).first()
    if word is None or not viewer.is_staff:
        raise Http404
    post = word.post
    words = MaskedWord.objects.filter(post=post, rule=word.rule, revision=None)
    own = OwnRule.objects.filter(pk=_own_number(word.rule)).first()
    others = MaskedWord.objects.filter(rule=word.rule).exclude(post=post)
    return AppealPage(
        _line(word), post.pk, post.author.name if post.author else SOMEBODY_GONE,
        marked(post.topic.written_title, _places(words, in_title=True)),
        excerpts(post.source, _places(words, in_title=False)), word.rule, own.pk if own else 0,
        word.reason, others.values("post").distinct().count(), word.ruling == Ruling.APPEALED,
        may_rule_on_words(viewer, mine=is_mine(viewer, post.author_id)),
    )  # fmt: skip


_JOINED = ("post__topic__space", "post__author", "decided_by")


def _firsts(words: QuerySet[MaskedWord]) -> list[int]:
    """Of each rule in each post the first place."""
    grouped = words.order_by().values("post", "rule").annotate(first=Min("pk"))
    return list(grouped.values_list("first", flat=True))


def _rows(numbers: list[int], *order: str) -> QuerySet[MaskedWord]:
    return MaskedWord.objects.filter(pk__in=numbers).select_related(*_JOINED).order_by(*order)


def _line(word: MaskedWord) -> AppealLine:
    return AppealLine(
        word.pk, _written(word.post, word), word.post.topic.title, word.post.topic.space.name,
        word.appealed_at or word.post.created_at, word.ruling == Ruling.ALLOWED, word.answer,
        name_of(word.decided_by),
    )  # fmt: skip


def _written(post: Post, word: MaskedWord) -> str:
    text = post.topic.written_title if word.in_title else post.source
    return text[word.start : word.end]


def _places(words: QuerySet[MaskedWord], *, in_title: bool) -> list[Place]:
    places = words.filter(in_title=in_title).order_by("start").values_list("start", "end")
    return [Place(start, end, clinical=False) for start, end in places]


def _own_number(rule: str) -> int:
    """The id of a rule of ours, by its name."""
    room, _, number = rule.partition("/")
    return int(number) if room == "own" and number.isdigit() else 0
