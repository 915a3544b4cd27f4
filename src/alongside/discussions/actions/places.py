"""Making and changing sections and spaces, and who belongs to a space that is by membership."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.text import slugify

from alongside.discussions.models import Section, Space, SpaceMember
from alongside.discussions.rules import may_keep_places
from alongside.kernel.verdicts import Refused, demand
from alongside.people.models import Member
from alongside.people.names import name_key
from alongside.people.viewer import Viewer

SLUG_MAX = 60


@transaction.atomic
def save_section(
    viewer: Viewer, section_id: int | None, *, name: str, about: str, position: int
) -> Section:
    """Add a section, or change one. Its address is made from its name once, and then stays.

    Raises:
        Refused: for anyone but an administrator.
        Http404: no such section.
    """
    demand(may_keep_places(viewer))
    section = Section.objects.filter(id=section_id).first() if section_id else Section()
    if section is None:
        raise Http404
    section.name, section.about, section.position = name, about, position
    section.slug = section.slug or _free_slug(Section, name)
    section.save()
    return section


@transaction.atomic
def save_space(
    viewer: Viewer,
    space_id: int | None,
    *,
    section: Section,
    name: str,
    about: str,
    access: str,
    position: int,
) -> Space:
    """Add a space, or change one. Raises: as `save_section`."""
    demand(may_keep_places(viewer))
    space = Space.objects.filter(id=space_id).first() if space_id else Space()
    if space is None:
        raise Http404
    space.section, space.name, space.about = section, name, about
    space.access, space.position = access, position
    space.slug = space.slug or _free_slug(Space, name)
    space.save()
    return space


def _free_slug(model: type[Section] | type[Space], name: str) -> str:
    wanted = slugify(name)[: SLUG_MAX - 4] or "space"
    taken = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    choices = [wanted, *(f"{wanted}-{number}" for number in range(2, 1000))]
    return next(choice for choice in choices if choice not in taken)


@transaction.atomic
def add_to_space(viewer: Viewer, space_id: int, name: str) -> Member:
    """Let somebody into a space, by their name.

    Raises:
        Refused: for anyone but an administrator, and where nobody has that name.
        Http404: no such space.
    """
    demand(may_keep_places(viewer))
    space = Space.objects.filter(id=space_id).first()
    if space is None:
        raise Http404
    member = Member.objects.filter(name_key=name_key(name)).exclude(email=None).first()
    if member is None:
        raise Refused(f"Nobody here has the name “{name}”. Check how it is written.")
    SpaceMember.objects.get_or_create(space=space, member=member)
    return member


@transaction.atomic
def take_from_space(viewer: Viewer, space_id: int, member_id: int) -> None:
    """Raises: Refused for anyone but an administrator."""
    demand(may_keep_places(viewer))
    SpaceMember.objects.filter(space_id=space_id, member_id=member_id).delete()
