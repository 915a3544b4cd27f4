"""What the pages about people show: frozen rows, read through what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from alongside.kernel.verdicts import Verdict
from alongside.people.choices import words
from alongside.people.models import Member, Mute
from alongside.people.names import in_latin, name_key
from alongside.people.rules import may_block, may_change_role, profiles_seen_by
from alongside.people.rules.apart import may_keep_apart, may_mute
from alongside.people.rules.profiles import Line, may_see_line
from alongside.people.viewer import Viewer

PEOPLE_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """What somebody says of themselves, in words, and the audience that sees it."""

    name: str
    words: str
    audience: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person as their own page shows them. `imported_from` is empty for who signed up here.

    How much they wrote is not told: it would count what they wrote in spaces others cannot see.
    """

    id: int
    name: str
    role: str
    lines: tuple[ProfileLine, ...]
    joined_at: datetime
    imported_from: str
    claimed: bool
    muted: bool
    may_mute: Verdict
    may_keep_apart: Verdict


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the administrators' list. Addresses are nobody's business, so they are not."""

    id: int
    name: str
    role: str
    joined_at: datetime
    post_count: int
    claimed: bool
    may_sign_in: bool
    may_change_role: Verdict
    may_block: Verdict


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """`after` is the id to start the next page below, 0 on the last one."""

    search: str
    people: tuple[PersonRow, ...]
    after: int


def person_line(viewer: Viewer, member_id: int, eyes: Viewer | None = None) -> Person | None:
    """None for nobody, and for somebody this viewer may not see.

    Args:
        eyes: whose eyes the lines are read with, where those are not the viewer's own.
    """
    mute = Mute.objects.filter(member_id=viewer.id or 0, other_id=OuterRef("pk"))
    found = profiles_seen_by(viewer).filter(pk=member_id).annotate(muted=Exists(mute)).first()
    if found is None:
        return None
    return Person(
        id=found.pk,
        name=found.name,
        role=found.role,
        lines=_lines(eyes or viewer, found),
        joined_at=found.joined_at,
        imported_from=found.imported_from,
        claimed=found.is_claimed,
        muted=found.muted,
        may_mute=may_mute(viewer, found),
        may_keep_apart=may_keep_apart(viewer, found),
    )


def _lines(viewer: Viewer, member: Member) -> tuple[ProfileLine, ...]:
    """What there is to say, as far as this person may see it."""
    said = {
        Line.ABOUT: member.about,
        Line.CONNECTION: member.get_connection_display(),
        Line.PLACE: member.place,
        Line.ZONE: words(member.zone),
    }
    return tuple(
        ProfileLine(line.value, said[line], getattr(member, f"{line}_audience"))
        for line in said
        if said[line] and may_see_line(viewer, member, line)
    )


def people_page(viewer: Viewer, search: str = "", after: int = 0) -> PeoplePage:
    """Newest first. `search` finds a name by any part of it, however it is written."""
    found = profiles_seen_by(viewer).order_by("-pk")
    if key := name_key(in_latin(search)):
        found = found.filter(Q(name_key__contains=key) | Q(name__icontains=search))
    if after:
        found = found.filter(pk__lt=after)
    people = tuple(_row(viewer, member) for member in found[: PEOPLE_A_PAGE + 1])
    more = len(people) > PEOPLE_A_PAGE
    return PeoplePage(search, people[:PEOPLE_A_PAGE], people[PEOPLE_A_PAGE - 1].id if more else 0)


def person_to_manage(viewer: Viewer, member_id: int) -> PersonRow | None:
    member = profiles_seen_by(viewer).filter(pk=member_id).first()
    return None if member is None else _row(viewer, member)


def _row(viewer: Viewer, member: Member) -> PersonRow:
    return PersonRow(
        id=member.pk,
        name=member.name,
        role=member.role,
        joined_at=member.joined_at,
        post_count=member.post_count,
        claimed=member.is_claimed,
        may_sign_in=member.is_active,
        may_change_role=may_change_role(viewer, member),
        may_block=may_block(viewer, member),
    )
