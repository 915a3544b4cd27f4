"""The sections and spaces of the demo. One that is here already is used as it is."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.discussions.models import Section, Space, SpaceMember
from alongside.exchange.demo.files import SectionRow, SpaceRow
from alongside.people.models import Member


def make_places(rows: Iterable[SectionRow]) -> dict[str, Space]:
    """The spaces by slug, those of the operator's own that have one of these slugs among them."""
    spaces = {}
    for position, row in enumerate(rows):
        section, _ = Section.objects.get_or_create(
            slug=row.slug,
            defaults={"name": row.name, "about": row.about, "position": position, "sample": True},
        )
        for place, space in enumerate(row.space):
            spaces[space.slug] = _space(section, space, place)
    return spaces


def _space(section: Section, row: SpaceRow, position: int) -> Space:
    space, _ = Space.objects.get_or_create(
        slug=row.slug,
        defaults={
            "section": section,
            "name": row.name,
            "about": row.about,
            "access": row.access,
            "position": position,
            "sample": True,
        },
    )
    return space


def let_in(rows: Iterable[SectionRow], spaces: dict[str, Space], cast: dict[str, Member]) -> None:
    """Add people to the spaces that are by membership, but never to one of the operator's own."""
    SpaceMember.objects.bulk_create(
        SpaceMember(space=spaces[row.slug], member=cast[name])
        for section in rows
        for row in section.space
        for name in row.members
        if spaces[row.slug].sample
    )
