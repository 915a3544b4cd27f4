"""Whom somebody blocks or mutes: the page to look at it, and the page to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.verdicts import Verdict
from alongside.people.models import Block, Mute
from alongside.people.rules import profiles_seen_by
from alongside.people.rules.apart import may_keep_apart, may_mute
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ApartLine:
    """Somebody on the list. `seen`: their page can be opened."""

    id: int
    name: str
    since: datetime
    seen: bool


@dataclass(frozen=True, slots=True)
class ApartPage:
    blocked: tuple[ApartLine, ...]
    muted: tuple[ApartLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What this person can do about that one."""

    id: int
    name: str
    muted: bool
    may_mute: Verdict
    may_keep_apart: Verdict


def apart_page(viewer: Viewer) -> ApartPage:
    return ApartPage(_lines(viewer, Block), _lines(viewer, Mute))


def _lines(viewer: Viewer, kind: type[Block] | type[Mute]) -> tuple[ApartLine, ...]:
    """Newest first. Only the reader's own choices: who blocked them is told to nobody."""
    found = kind.objects.filter(member_id=viewer.me).order_by("-since", "-pk")
    return tuple(
        ApartLine(other_id, name, since, other_id not in viewer.hidden)
        for other_id, name, since in found.values_list("other_id", "other__name", "since")
    )


def choice(viewer: Viewer, person_id: int) -> Choice | None:
    """None for nobody, for somebody this viewer may not see, and for themselves."""
    person = profiles_seen_by(viewer).filter(pk=person_id).first()
    if person is None or person.pk == viewer.id:
        return None
    muted = Mute.objects.filter(member_id=viewer.me, other=person).exists()
    return Choice(
        person.pk, person.name, muted, may_mute(viewer, person), may_keep_apart(viewer, person)
    )
