"""Who may. Each rule about seeing has two forms from one definition: a queryset of all that this
person may see, and the fragment of SQL that the hot reads put in their WHERE. A third form turns
the question round for those who tell many people at once: who of them may see it. The rules about
doing answer with a reason that is shown as it stands, and decide whether the button shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from alongside.discussions.models import Access, Post, Space, SpaceMember, Topic
from alongside.kernel.verdicts import YES, Verdict
from alongside.people.models import STAFF_ROLES
from alongside.people.viewer import Viewer

Written = TypeVar("Written", Topic, Post)

SIGN_IN_TO_REPLY = Verdict(allowed=False, reason="Sign in to reply.")
SIGN_IN_TO_FOLLOW = Verdict(allowed=False, reason="Sign in to follow this.")
SIGN_IN_TO_ASK = Verdict(allowed=False, reason="Sign in to ask or share.")
SIGN_IN_TO_REACT = Verdict(allowed=False, reason="Sign in to send a hug or a thank you.")
AGREE_FIRST = Verdict(
    allowed=False,
    reason="Before you post, please say yes to keeping what you write. Nothing was lost.",
)
LEAVING = Verdict(
    allowed=False,
    reason="You asked us to delete your account. Sign in and keep it, then you can post.",
)
CLOSED = Verdict(allowed=False, reason="This conversation is closed. You can still read it.")
GONE = Verdict(allowed=False, reason="This post was removed.")
NOT_YOURS = Verdict(allowed=False, reason="Only the person who wrote this can change it.")
YOUR_OWN = Verdict(allowed=False, reason="This one is yours. Others can send you a hug here.")
NOT_WITHOUT_NAME = Verdict(allowed=False, reason="Here everybody asks and shares with their name.")
STAFF_ONLY = Verdict(allowed=False, reason="Only a moderator can do this.")
ADMINISTRATORS_ONLY = Verdict(allowed=False, reason="Only an administrator can do this.")


OPEN_TO_ALL = (Access.PUBLIC.value,)
OPEN_TO_MEMBERS = (Access.PUBLIC.value, Access.MEMBERS.value)
OPEN_TO_STAFF = (Access.PUBLIC.value, Access.MEMBERS.value, Access.MEMBERSHIP.value)


def open_levels(viewer: Viewer) -> tuple[str, ...]:
    """The access levels that this person reads without having been added to a space."""
    if viewer.is_staff:
        return OPEN_TO_STAFF
    return OPEN_TO_MEMBERS if viewer.signed_in else OPEN_TO_ALL


def may_see_space(viewer: Viewer, access: str, *, added: bool) -> Verdict:
    """Of one space: its access level, and whether this person was added to it."""
    seen = access in open_levels(viewer) or (viewer.signed_in and added)
    return YES if seen else Verdict(allowed=False)


def spaces_seen_by(viewer: Viewer) -> QuerySet[Space]:
    return Space.objects.filter(_space_seen(viewer, ""))


def topics_seen_by(viewer: Viewer) -> QuerySet[Topic]:
    """Moderators still see a removed topic; for everybody else it never was."""
    seen = _not_kept_apart(viewer, Topic.objects.filter(_space_seen(viewer, "space__")))
    return seen if viewer.is_staff else seen.filter(removed_at=None)


def posts_seen_by(viewer: Viewer) -> QuerySet[Post]:
    """Posts with a place on a page: a removed one is a tombstone there."""
    return _not_kept_apart(viewer, Post.objects.filter(topic__in=topics_seen_by(viewer)))


def _not_kept_apart(viewer: Viewer, written: QuerySet[Written]) -> QuerySet[Written]:
    """Without what was written by people whom a block hides; most readers have no such people."""
    return written.exclude(author_id__in=viewer.hidden) if viewer.hidden else written


def _space_seen(viewer: Viewer, space: str) -> Q:
    """`space` leads from the row to its space: "" on a space itself, "space__" on a topic."""
    seen = Q(**{f"{space}access__in": open_levels(viewer)})
    if viewer.signed_in and not viewer.is_staff:
        # A subquery, not a join: a join would list a space once for each of its members.
        added = SpaceMember.objects.filter(member_id=viewer.me).values("space_id")
        seen |= Q(**{f"{space}id__in": added})
    return seen


def space_seen_sql(viewer: Viewer) -> tuple[str, list[object]]:
    """The same as a condition on the alias `s`, with its parameters."""
    levels = open_levels(viewer)
    marks = ", ".join(["%s"] * len(levels))
    sql = f"s.access IN ({marks})"
    if not viewer.signed_in or viewer.is_staff:
        return sql, list(levels)
    added = (
        "EXISTS (SELECT 1 FROM discussions_spacemember sm"
        " WHERE sm.member_id = %s AND sm.space_id = s.id)"
    )
    return f"({sql} OR {added})", [*levels, viewer.id]


def topic_seen_sql(viewer: Viewer) -> tuple[str, list[object]]:
    """The same for the aliases `t` and `s`."""
    sql, values = space_seen_sql(viewer)
    apart, hidden = _not_kept_apart_sql(viewer, "t")
    standing = "" if viewer.is_staff else " AND t.removed_at IS NULL"
    return f"{sql}{standing}{apart}", [*values, *hidden]


def post_seen_sql(viewer: Viewer) -> tuple[str, list[object]]:
    """The same for the aliases `p`, `t` and `s`: a post of its own, by its address."""
    sql, values = topic_seen_sql(viewer)
    apart, hidden = _not_kept_apart_sql(viewer, "p")
    return f"{sql}{apart}", [*values, *hidden]


def standing_near_sql(viewer: Viewer) -> tuple[str, list[object]]:
    """The same for the alias `t`, where its space is already known to be seen: those that stand."""
    apart, hidden = _not_kept_apart_sql(viewer, "t")
    return f"t.removed_at IS NULL{apart}", hidden


def _not_kept_apart_sql(viewer: Viewer, written: str) -> tuple[str, list[object]]:
    """Nothing at all for the many whom no block names, so that no hot read pays for it."""
    if not viewer.hidden:
        return "", []
    marks = ", ".join(["%s"] * len(viewer.hidden))
    author = f"{written}.author_id"
    return f" AND ({author} IS NULL OR {author} NOT IN ({marks}))", list(viewer.hidden)


def is_kept_apart(viewer: Viewer, author_id: int | None) -> bool:
    """Of one post in a conversation that is seen: whether only its place is shown."""
    return author_id in viewer.hidden


def topic_seen_by_member_sql() -> str:
    """The same for many people at once: whether the member `m` sees a standing `t` in `s`."""
    levels, every, staff = map(_listed, (OPEN_TO_MEMBERS, OPEN_TO_STAFF, sorted(STAFF_ROLES)))
    added = (
        "EXISTS (SELECT 1 FROM discussions_spacemember sm"
        " WHERE sm.member_id = m.id AND sm.space_id = s.id)"
    )
    closed = f"s.access IN ({every}) AND (m.role IN ({staff}) OR {added})"
    return f"t.removed_at IS NULL AND (s.access IN ({levels}) OR ({closed}))"


def _listed(words: Iterable[str]) -> str:
    """Our own words, from the code, as a list in SQL."""
    return ", ".join(f"'{word}'" for word in words)


def may_ask(viewer: Viewer) -> Verdict:
    return YES if viewer.signed_in else SIGN_IN_TO_ASK


def may_ask_unnamed(asked_lately: int, most: int, again: str = "") -> Verdict:
    """Whether one more conversation may begin without a name.

    A name is what holds people to their word here, so this is for now and then.

    Args:
        asked_lately: how many this person began so within the last month, of `most`.
        again: the day from which they may, in words.
    """
    if not most:
        return NOT_WITHOUT_NAME
    if asked_lately < most:
        return YES
    times = "once" if most == 1 else f"{most} times"
    return Verdict(
        allowed=False,
        reason=f"You asked {times} without your name in the last 30 days, and that is the most. "
        f"You can again from {again}.",
    )


def may_reach_asker(viewer: Viewer) -> Verdict:
    """Writing to somebody who asked without their name; staff do not learn it by that."""
    return YES if viewer.is_staff else STAFF_ONLY


def may_uncover(viewer: Viewer) -> Verdict:
    """Finding out who asked: for danger to life, recorded, and told to the one who asked."""
    return YES if viewer.is_administrator else ADMINISTRATORS_ONLY


def may_write(viewer: Viewer) -> Verdict:
    """Whether replying is open to this person at all; `may_reply` is about one conversation."""
    return YES if viewer.signed_in else SIGN_IN_TO_REPLY


def may_reply(viewer: Viewer, *, locked: bool, removed: bool) -> Verdict:
    if locked or removed:
        return may_write(viewer) and CLOSED
    return may_write(viewer)


def may_post(viewer: Viewer) -> Verdict:
    """Whether new words of theirs may be kept: they may write, and agreed to it. The form is open
    without it, and asks. What stands can always be edited, so that a detail can be cut out of it.
    """
    if not (write := may_write(viewer)):
        return write
    if viewer.leaving:
        return LEAVING
    return YES if viewer.may_keep_stories else AGREE_FIRST


def may_edit(*, mine: bool, removed: bool, locked: bool) -> Verdict:
    """`mine`: this person wrote it, with or without their name (see `reads/authors.py`)."""
    if not mine:
        return NOT_YOURS
    if removed:
        return GONE
    return CLOSED if locked else YES


def may_remove(*, mine: bool, removed: bool) -> Verdict:
    """A closed conversation does not hold anybody's words against their will."""
    if not mine:
        return NOT_YOURS
    return GONE if removed else YES


def may_react(viewer: Viewer, *, mine: bool, removed: bool) -> Verdict:
    if not viewer.signed_in:
        return SIGN_IN_TO_REACT
    if removed:
        return GONE
    return YOUR_OWN if mine else YES


def may_follow(viewer: Viewer) -> Verdict:
    return YES if viewer.signed_in else SIGN_IN_TO_FOLLOW


def may_lock(viewer: Viewer) -> Verdict:
    return YES if viewer.is_staff else STAFF_ONLY


def may_keep_places(viewer: Viewer) -> Verdict:
    """Sections and spaces, and who belongs to them."""
    return YES if viewer.is_administrator else ADMINISTRATORS_ONLY
