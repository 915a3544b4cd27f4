"""What somebody wants to hear of, and how: in general, of one conversation, of one space."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.http import Http404

from alongside.discussions.rules import may_follow, spaces_seen_by, topics_seen_by
from alongside.kernel.verdicts import demand
from alongside.notifications.digests import plan_again
from alongside.notifications.models import FollowChoice, Preference
from alongside.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Hearing:
    """All that a person chooses on their page of notices. Quiet hours: both, or neither."""

    reply_mail: str
    quote_mail: str
    space_topic_mail: str
    silence_mail: str
    message_mail: str
    stories_in_mail: bool
    push: bool
    quiet_from: int | None
    quiet_until: int | None
    digest_hour: int
    digest_weekday: int


def choose_hearing(viewer: Viewer, chosen: Hearing) -> None:
    """Raises: Refused when not signed in."""
    demand(may_follow(viewer))
    with transaction.atomic():
        Preference.objects.update_or_create(member_id=viewer.me, defaults=asdict(chosen))
        plan_again(viewer.me)


def choose_for_topic(viewer: Viewer, topic_id: int, mail: str) -> None:
    """Of one conversation; an empty `mail` is as usual.

    Raises:
        Refused: not signed in.
        Http404: no such conversation for this person.
    """
    with transaction.atomic():
        if not topics_seen_by(viewer).filter(pk=topic_id).exists():
            raise Http404
        demand(may_follow(viewer))
        _choose(mail, member_id=viewer.me, topic_id=topic_id)


def choose_for_space(viewer: Viewer, slug: str, mail: str) -> None:
    """Of new conversations in one space. Raises: as `choose_for_topic`."""
    with transaction.atomic():
        space = spaces_seen_by(viewer).filter(slug=slug).first()
        if space is None:
            raise Http404
        demand(may_follow(viewer))
        _choose(mail, member_id=viewer.me, space_id=space.pk)


def _choose(mail: str, **of: int) -> None:
    if mail:
        FollowChoice.objects.update_or_create(None, {"mail": mail}, **of)
    else:
        FollowChoice.objects.filter(**of).delete()
