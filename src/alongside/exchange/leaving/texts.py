"""Every text that people wrote, wherever it is kept, to be gone through and changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from alongside.discussions.actions.masking_pass import hide_again, masked_posts
from alongside.discussions.models import AskerLookup, Draft, Post, PostRevision, Topic
from alongside.kernel.markdown import render
from alongside.messaging.models import Message, MessageReport

# What a text of that conversation reads like afterwards; the same text where nothing changes.
Change = Callable[[str, int | None], str]
A_BATCH = 400


@dataclass(frozen=True, slots=True)
class Kind:
    """One column of words. `html` is made from it anew, and `whole` with it; `topic` leads to its
    conversation.
    """

    model: type[Model]
    text: str
    author: str
    topic: str = ""
    html: str = ""
    imported: str = ""
    whole: str = ""

    def of_others(self, authors: Iterable[int]) -> QuerySet[Any]:
        return self._rows().exclude(**{f"{self.author}__in": list(authors)})

    def of(self, authors: Iterable[int]) -> QuerySet[Any]:
        return self._rows().filter(**{f"{self.author}__in": list(authors)})

    def holding(self, words: Iterable[str]) -> Q:
        held = Q(pk__in=[])
        for word in words:
            held |= Q(**{f"{self.text}__icontains": word})
        return held

    def _rows(self) -> QuerySet[Any]:
        return self.model._default_manager.exclude(**{self.text: ""}).order_by("pk")


KINDS = (
    Kind(Post, "source", "author_id", "topic_id", "html", "imported", "whole_html"),
    Kind(
        PostRevision,
        "source",
        "post__author_id",
        "post__topic_id",
        "html",
        "post__imported",
        "whole_html",
    ),
    Kind(PostRevision, "title", "post__author_id", "post__topic_id"),
    Kind(PostRevision, "whole_title", "post__author_id", "post__topic_id"),
    Kind(Topic, "title", "author_id", "id"),
    Kind(Topic, "whole_title", "author_id", "id"),
    Kind(Draft, "body", "member_id"),
    Kind(Draft, "title", "member_id"),
    Kind(Message, "source", "author_id", "", "html"),
    Kind(MessageReport, "reason", "reporter_id"),
    Kind(MessageReport, "note", "closed_by_id"),
    Kind(AskerLookup, "reason", "by_id"),
)


def to_change(kind: Kind, rows: QuerySet[Any], change: Change) -> list[int]:
    """The rows whose text would read otherwise; only looked at, a few at a time in memory."""
    return [pk for pk, topic, text, _ in _read(kind, rows) if change(text, topic) != text]


def change_rows(kind: Kind, rows: QuerySet[Any], found: Iterable[int], change: Change) -> None:
    """Those of `found` that still need it; a page kept of their conversation is old from then."""
    touched: set[int] = set()
    rest = iter(found)
    while batch := list(islice(rest, A_BATCH)):
        for pk, topic, text, imported in _read(kind, rows.filter(pk__in=batch)):
            if (new := change(text, topic)) != text:
                _write(kind, pk, new, imported=imported)
                touched.update([topic] if topic else [])
    for batch in _batches(touched):
        hide_again(masked_posts(batch))
        Topic.objects.filter(pk__in=batch).update(revision=F("revision") + 1)


def _read(kind: Kind, rows: QuerySet[Any]) -> Iterator[tuple[int, int | None, str, bool]]:
    columns = [kind.topic or "pk", kind.text, kind.imported or "pk"]
    for pk, topic, text, imported in rows.values_list("pk", *columns).iterator(A_BATCH):
        yield pk, topic if kind.topic else None, text, bool(kind.imported and imported)


def _write(kind: Kind, pk: int, text: str, *, imported: bool) -> None:
    longest = getattr(kind.model._meta.get_field(kind.text), "max_length", None)
    columns = {kind.text: text[:longest] if longest else text}
    if kind.html:
        columns[kind.html] = render(text, imported=imported)
    if kind.whole:
        columns[kind.whole] = ""
    kind.model._default_manager.filter(pk=pk).update(**columns)


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(sorted(numbers))
    while batch := list(islice(rest, A_BATCH)):
        yield batch
