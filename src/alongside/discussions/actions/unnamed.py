"""Asking once without one's name: a stand-in becomes the author, and one row says whose it is."""

from __future__ import annotations

from datetime import datetime

from alongside.discussions.models import AnonymousAsker
from alongside.discussions.reads.unnamed import asking_unnamed
from alongside.kernel.verdicts import demand
from alongside.people.models import Member
from alongside.people.stand_ins import make_stand_in
from alongside.people.viewer import Viewer


def hold_asker(viewer: Viewer) -> Member:
    """The one who asks, held until the conversation is there: their forms take turns.

    Each stand-in is an author of its own, so the unique token alone would let two sends of one
    form through; and nobody may slip past the limit by sending two at once.
    """
    return Member.objects.select_for_update().get(id=viewer.me)


def stand_in_of(viewer: Viewer, asker: Member, at: datetime) -> Member:
    """A name for the conversation that begins now. Raises: Refused where this person may not."""
    demand(asking_unnamed(viewer))
    return make_stand_in(at=at, sample=asker.sample)


def keep_asker(topic_id: int, asker: Member, stand_in: Member) -> None:
    AnonymousAsker.objects.create(topic_id=topic_id, member=asker, stand_in=stand_in)
