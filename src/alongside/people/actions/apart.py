"""Keeping away from somebody: block and mute, and taking each back. Nobody is told of any of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from alongside.kernel.verdicts import Refused, demand
from alongside.people.events import KeptApart
from alongside.people.models import Block, Member, Mute
from alongside.people.rules import profiles_seen_by
from alongside.people.rules.apart import SIGN_IN_FIRST, may_keep_apart, may_mute
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@transaction.atomic
def keep_apart(viewer: Viewer, person_id: int) -> Member:
    """Block somebody. Said again, it changes nothing.

    Raises: as `may_keep_apart` refuses; Http404 for somebody this person does not see.
    """
    person = _held(viewer, person_id)
    if not Block.objects.filter(member_id=viewer.me, other=person).exists():
        demand(may_keep_apart(viewer, person))
        Block.objects.create(member_id=viewer.me, other=person)
        _say_whom_blocks_name(viewer.me, person_id)
        record(KeptApart(member_id=viewer.me, other_id=person_id))
    return person


@transaction.atomic
def let_meet(viewer: Viewer, person_id: int) -> Member:
    """Take one's own block back. What the other one blocked stays blocked. Raises: as above."""
    person = _held(viewer, person_id)
    Block.objects.filter(member_id=viewer.me, other=person).delete()
    _say_whom_blocks_name(viewer.me, person_id)
    return person


@transaction.atomic
def mute(viewer: Viewer, person_id: int) -> Member:
    """Hear nothing more of somebody. Said again, it changes nothing. Raises: as above."""
    person = _held(viewer, person_id)
    if not Mute.objects.filter(member_id=viewer.me, other=person).exists():
        demand(may_mute(viewer, person))
        Mute.objects.create(member_id=viewer.me, other=person)
    return person


@transaction.atomic
def unmute(viewer: Viewer, person_id: int) -> Member:
    """Hear of them again. Raises: as above."""
    person = _held(viewer, person_id)
    Mute.objects.filter(member_id=viewer.me, other=person).delete()
    return person


def _held(viewer: Viewer, person_id: int) -> Member:
    """Somebody this person sees, or whom they blocked before; the two rows stay until the end.

    Held in the order of their numbers, so that two who block each other at once take turns.
    """
    if not viewer.signed_in:
        raise Refused(SIGN_IN_FIRST.reason)
    list(Member.objects.select_for_update().filter(pk__in=(viewer.me, person_id)).order_by("pk"))
    own = Block.objects.filter(member_id=viewer.me).values("other_id")
    seen = profiles_seen_by(viewer).values("pk")
    person = Member.objects.filter(Q(pk__in=seen) | Q(pk__in=own), pk=person_id).first()
    if person is None:
        raise Http404
    return person


def _say_whom_blocks_name(*pair: int) -> None:
    """The session brings this column, so that only these few are asked whom a block hides."""
    blocks = Block.objects.filter(Q(member_id=OuterRef("pk")) | Q(other_id=OuterRef("pk")))
    Member.objects.filter(pk__in=pair).update(has_blocks=Exists(blocks))
