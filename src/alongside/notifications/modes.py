"""How somebody wants to hear of one kind of thing: their choice for that conversation or space,
else their own default, else the community's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.notifications.models import FollowChoice, Kind, MailList, Mode, Preference

LISTS = {
    Kind.REPLY.value: MailList.REPLIES,
    Kind.QUOTE.value: MailList.QUOTES,
    Kind.SPACE_TOPIC.value: MailList.SPACES,
    Kind.SILENCE.value: MailList.SILENCE,
    Kind.MESSAGE.value: MailList.MESSAGES,
}
# The column of `Preference` for each kind, and for the list that its mails are of.
FIELDS = {kind: f"{kind}_mail" for kind in LISTS}
FIELD_OF_LIST = {LISTS[kind]: field_name for kind, field_name in FIELDS.items()}
DIGESTED = frozenset({Mode.DAILY.value, Mode.WEEKLY.value})


@dataclass(frozen=True, slots=True)
class Modes:
    """One person's choices, read once. `topics` and `spaces` are choices by their numbers."""

    preference: Preference
    topics: dict[int, str] = field(default_factory=dict)
    spaces: dict[int, str] = field(default_factory=dict)

    def of(self, kind: str, topic_id: int | None, space_id: int | None) -> str:
        """For a notice of that kind. "No mail" about a conversation is meant for every kind."""
        topic, space = self.topics.get(topic_id or 0), self.spaces.get(space_id or 0)
        if topic == Mode.NONE or (kind == Kind.REPLY and topic):
            return str(topic)
        if kind == Kind.SPACE_TOPIC and space:
            return space
        return str(getattr(self.preference, FIELDS[kind], Mode.AT_ONCE))


def preference_of(member_id: int) -> Preference:
    """The row, or the defaults of somebody who never chose (not saved)."""
    found = Preference.objects.filter(member_id=member_id).first()
    return found or Preference(member_id=member_id)


def modes_of(
    member_id: int, topic_ids: Iterable[int | None], space_ids: Iterable[int | None]
) -> Modes:
    """What counts for those conversations and spaces."""
    choices = FollowChoice.objects.filter(member_id=member_id)
    topics = choices.filter(topic_id__in=[pk for pk in topic_ids if pk])
    spaces = choices.filter(space_id__in=[pk for pk in space_ids if pk])
    return Modes(
        preference_of(member_id),
        {topic: mail for topic, mail in topics.values_list("topic_id", "mail") if topic},
        {space: mail for space, mail in spaces.values_list("space_id", "mail") if space},
    )
