"""What joins a person to what stands here: their names, and lines that they wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from alongside.discussions.models import Post, PostRevision
from alongside.discussions.reads.authors import authors_of
from alongside.kernel.quotes import own_lines
from alongside.people.models import Member

NAME_GONE = "[name removed]"
ADDRESS_GONE = "[address removed]"


@dataclass(frozen=True)
class Traces:
    """`authors`: themselves first, then each stand-in they asked as; `names` in the same order.

    `others` are the names given in their place, by conversation, where their posts stay.
    """

    member: Member
    authors: tuple[int, ...]
    names: tuple[str, ...]
    topics: frozenset[int]
    others: dict[int, str] = field(default_factory=dict)

    @cached_property
    def said(self) -> set[str]:
        """Every line they wrote in a conversation, now or before an edit."""
        theirs = {"author__in": self.authors}
        posts = Post.objects.filter(**theirs).values_list("source", flat=True)
        revisions = PostRevision.objects.filter(post__in=Post.objects.filter(**theirs))
        return own_lines(posts.iterator()) | own_lines(
            revisions.values_list("source", flat=True).iterator()
        )

    def is_their_name(self, name: str) -> bool:
        return name in self.names

    @cached_property
    def address(self) -> re.Pattern[str] | None:
        email = self.member.email
        return re.compile(rf"(?<![\w.+-]){re.escape(email)}", re.IGNORECASE) if email else None

    def mention(self, topic_id: int | None) -> re.Pattern[str]:
        """Where their name stands in running words.

        A name that no everyday word looks like is found anywhere and however it is typed. One
        plain word, as Hope or Will, is a name only as it is written, and only where they wrote
        too; elsewhere it needs an @ before it.
        """
        name = re.escape(self.member.name)
        if _is_rare(self.member.name):
            return re.compile(rf"(?<!\w)@?{name}(?!\w)", re.IGNORECASE)
        before = "@?" if topic_id in self.topics else "@"
        return re.compile(rf"(?<!\w){before}{name}(?!\w)")

    def without_address(self, text: str) -> str:
        return self.address.sub(ADDRESS_GONE, text) if self.address else text


def traces_of(member: Member) -> Traces:
    authors = authors_of(member.pk)
    names = dict(Member.objects.filter(pk__in=authors).values_list("pk", "name"))
    topics = Post.objects.filter(author__in=authors).values_list("topic_id", flat=True)
    return Traces(
        member, tuple(authors), tuple(names[one] for one in authors), frozenset(topics.distinct())
    )


def _is_rare(name: str) -> bool:
    return " " in name or not name.isalpha() or any(letter.isupper() for letter in name[1:])
