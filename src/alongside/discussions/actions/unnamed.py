"""Asking once without one's name: a stand-in becomes the author, and one row says whose it is.

In danger to life that row may be read, which leaves a row of its own.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404

from alongside.discussions.events import AskerUncovered
from alongside.discussions.models import AnonymousAsker, AskerLookup
from alongside.discussions.reads.unnamed import asker_seen_by, asking_unnamed
from alongside.discussions.rules import may_uncover
from alongside.kernel.verdicts import demand
from alongside.people.models import Member
from alongside.people.stand_ins import make_stand_in
from alongside.people.viewer import Viewer
from alongside.work.actions import record


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


@transaction.atomic
def uncover_asker(viewer: Viewer, topic_id: int, reason: str) -> None:
    """Let an administrator see who asked, and see to it that the one who asked is told.

    Raises:
        Refused: for anyone but an administrator.
        Http404: no such conversation, or it was not asked without a name.
    """
    demand(may_uncover(viewer))
    asker = asker_seen_by(viewer, topic_id)
    if asker is None:
        raise Http404
    AskerLookup.objects.create(asker=asker, by_id=viewer.me, reason=reason)
    record(AskerUncovered(topic_id, viewer.me))
