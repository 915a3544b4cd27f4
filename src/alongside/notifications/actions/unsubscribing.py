"""Ending one kind of mail by its link, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from django.db import transaction
from django.utils import timezone

from alongside.discussions.models import Topic
from alongside.notifications.models import FollowChoice, MailList, Mode, Preference
from alongside.notifications.modes import DIGESTED, FIELD_OF_LIST, FIELDS, preference_of
from alongside.notifications.unsubscribing import Link, read_undo, undo_token
from alongside.people.models import Member


@dataclass(frozen=True, slots=True)
class Ended:
    """`undo` is the token that takes it back; empty where there was nothing to end any more."""

    link: Link
    undo: str = ""


class Before(msgspec.Struct, frozen=True):
    """How things stood, for who wants them back: columns of the preference, and the choices
    for one conversation or space that were set to "no mail" at that moment."""

    modes: dict[str, str] = {}
    choices: dict[int, str] = {}
    topic: str = ""


# There was no choice for that conversation.
DEFAULT = "default"
# More choices than any mail's link could carry fall back to the person's own default.
MOST_CHOICES = 50


@transaction.atomic
def unsubscribe(link: Link) -> Ended:
    """Whoever has the link may: it came by mail. Harmless to press twice, or after leaving."""
    if not Member.objects.filter(pk=link.member_id, email__isnull=False).exists():
        return Ended(link)
    topic_id = link.topic_id
    before = _end_topic(link.member_id, topic_id) if topic_id else _end_list(link)
    if before is None:
        return Ended(link)
    return Ended(link, undo_token(link, msgspec.json.encode(before).hex()))


def _end_topic(member_id: int, topic_id: int) -> Before | None:
    if not Topic.objects.filter(pk=topic_id).exists():
        return None
    choice = FollowChoice.objects.filter(member_id=member_id, topic_id=topic_id).first()
    if choice is not None and choice.mail == Mode.NONE:
        return None
    FollowChoice.objects.update_or_create(
        member_id=member_id, topic_id=topic_id, defaults={"mail": Mode.NONE}
    )
    return Before(topic=choice.mail if choice else DEFAULT)


def _end_list(link: Link) -> Before | None:
    """The digest ends for everything that comes in it; any other list for its own kind."""
    preference = preference_of(link.member_id)
    digest = link.what == MailList.DIGEST
    fields = FIELDS.values() if digest else [FIELD_OF_LIST[MailList(link.what)]]
    ended = frozenset({*DIGESTED} if digest else {*Mode.values} - {Mode.NONE.value})
    modes = {name: now for name in fields if (now := getattr(preference, name)) in ended}
    choices = _end_choices(link, ended)
    if not modes and not choices:
        return None
    _set(link.member_id, dict.fromkeys(modes, Mode.NONE.value))
    return Before(modes, choices)


def _end_choices(link: Link, ended: frozenset[str]) -> dict[int, str]:
    """Choices for one conversation or space go before the default, so they end as well."""
    rows = FollowChoice.objects.filter(member_id=link.member_id, mail__in=ended)
    if link.what == MailList.REPLIES:
        rows = rows.filter(topic__isnull=False)
    elif link.what == MailList.SPACES:
        rows = rows.filter(space__isnull=False)
    elif link.what != MailList.DIGEST:
        return {}
    found = dict(rows.values_list("pk", "mail"))
    rows.update(mail=Mode.NONE, since=timezone.now())
    return dict(list(found.items())[:MOST_CHOICES])


def _set(member_id: int, modes: Mapping[str, str]) -> None:
    if modes:
        Preference.objects.update_or_create(member_id=member_id, defaults=dict(modes))


@transaction.atomic
def take_back(token: str) -> Link | None:
    """As it stood before; only what still is as the link left it. None for a made-up token."""
    read = read_undo(token)
    if read is None:
        return None
    link, before = read[0], msgspec.json.decode(bytes.fromhex(read[1]), type=Before)
    if not Member.objects.filter(pk=link.member_id).exists():
        return link
    preference = preference_of(link.member_id)
    still = {n: was for n, was in before.modes.items() if getattr(preference, n) == Mode.NONE}
    _set(link.member_id, still)
    mine = FollowChoice.objects.filter(member_id=link.member_id, mail=Mode.NONE)
    for pk, was in before.choices.items():
        mine.filter(pk=pk).update(mail=was)
    of_topic = mine.filter(topic_id=link.topic_id or 0)
    if before.topic == DEFAULT:
        of_topic.delete()
    elif before.topic:
        of_topic.update(mail=before.topic)
    return link
