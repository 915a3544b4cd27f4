"""The parts of what somebody takes along: plain rows, one source for both JSON and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, When

from alongside.discussions.reads.authors import authors_of
from alongside.discussions.rules import topics_seen_by
from alongside.people.models import Member
from alongside.people.viewers import viewer_of

# Plain values by name. "text" is Markdown that they wrote; "address" leads to where it stands.
Row = dict[str, Any]
# A post may have 20,000 letters.
A_BATCH = 50
CLOSED_TO_YOU = "A conversation you can no longer open"


@dataclass(frozen=True)
class Owner:
    """Whose data it is, and what they may still see: a title that others gave may be shown only
    where they can open the conversation."""

    member: Member

    @cached_property
    def authors(self) -> list[int]:
        return authors_of(self.member.pk)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(Member.objects.filter(pk__in=self.authors).values_list("name", flat=True))

    def seen(self, topic: str) -> ExpressionWrapper[Any]:
        """Whether the title may be shown; `topic` leads from a row to its conversation's id."""
        open_to_them = topics_seen_by(viewer_of(self.member)).filter(pk=OuterRef(topic))
        own = Q(**{f"{topic.removesuffix('_id')}__author__in": self.authors})
        return ExpressionWrapper(Q(Exists(open_to_them)) | own, output_field=BooleanField())

    def named(self, topic: str) -> Case:
        """The title, with every word where it is their own; `topic` as in `seen`."""
        path = topic.removesuffix("_id")
        whole = Q(**{f"{path}__author__in": self.authors}) & ~Q(**{f"{path}__whole_title": ""})
        return Case(When(whole, then=F(f"{path}__whole_title")), default=F(f"{path}__title"))


@dataclass(frozen=True, slots=True)
class Section:
    """`heading` names the value that stands above a row; `labels` say what the others are."""

    key: str
    title: str
    about: str
    heading: str
    labels: dict[str, str]
    rows: Callable[[Owner], Iterator[Row]]


def moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def link(path: str) -> str:
    return f"{settings.ALONGSIDE.base_url}{path}"


def conversation(topic_id: int | None, title: str, *, seen: bool) -> Row:
    named = title if seen else CLOSED_TO_YOU
    return {"conversation": named, "address": link(f"/t/{topic_id}") if seen else None}
