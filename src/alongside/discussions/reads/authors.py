"""Who stands behind a name: the one place that joins a stand-in to the person who asked.

Everything else knows the author that stands beside a post, and so cannot tell. This is for what
belongs to the person and not to the name: their own posts, and what they are to hear of.
"""

from __future__ import annotations

from django.db.models import Q

from alongside.discussions.models import AnonymousAsker
from alongside.kernel.queries import row
from alongside.people.viewer import Viewer

BEHIND = "SELECT member_id FROM discussions_anonymousasker WHERE stand_in_id = %s"
NAME_THERE = (
    "SELECT stand_in_id FROM discussions_anonymousasker WHERE topic_id = %s AND member_id = %s"
)


def real_author_id(author_id: int | None) -> int | None:
    """The member behind the author of a post or a topic: themselves, or who asked as a stand-in.

    Never to be shown, nor to be put where others could compare it.
    """
    found = row(BEHIND, [author_id]) if author_id else None
    return found[0] if found else author_id


def real_author_sql(author: str) -> str:
    """The same inside a statement; `author` is the column, as "p.author_id"."""
    return (
        "COALESCE((SELECT ra.member_id FROM discussions_anonymousasker ra"  # noqa: S608
        f" WHERE ra.stand_in_id = {author}), {author})"
    )


def author_in(topic_id: int, member_id: int) -> int:
    """As whom this person writes in a conversation: themselves, or the stand-in they asked as."""
    found = row(NAME_THERE, [topic_id, member_id])
    return int(found[0]) if found else member_id


def authors_of(member_id: int) -> list[int]:
    """Every author this person has been: themselves, and each stand-in they asked as."""
    unnamed = AnonymousAsker.objects.filter(member_id=member_id)
    return [member_id, *unnamed.values_list("stand_in_id", flat=True)]


def is_mine(viewer: Viewer, author_id: int | None) -> bool:
    """Whether this person wrote what has that author."""
    return viewer.id is not None and viewer.id in (author_id, real_author_id(author_id))


def written_by(member_id: int) -> Q:
    """Posts or topics of a person, under whatever name; for nobody's eyes but theirs."""
    unnamed = AnonymousAsker.objects.filter(member_id=member_id).values("stand_in_id")
    return Q(author_id=member_id) | Q(author_id__in=unnamed)
