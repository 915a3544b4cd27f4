"""Writing privately, in as few words as a test needs."""

from __future__ import annotations

from alongside.discussions.actions.drafts import new_token
from alongside.messaging import actions
from alongside.messaging.models import Message, Participant
from alongside.people.models import Block
from alongside.people.viewer import Viewer
from alongside.people.viewers import hidden_from
from tests.cast import NEW_YORK, Cast


def ask(cast: Cast, who: str, whom: str, source: str = "May I ask you something?") -> Message:
    return actions.write_to(
        viewer(cast, who), cast.people[whom].pk, source=source, token=new_token()
    )


def say(cast: Cast, who: str, thread_id: int, source: str = "Of course.") -> Message:
    return actions.send_message(viewer(cast, who), thread_id, source=source, token=new_token())


def bring_in(cast: Cast, who: str, thread_id: int, whom: str, source: str = "Join us.") -> Message:
    return actions.ask_in(
        viewer(cast, who), thread_id, cast.people[whom].pk, source=source, token=new_token()
    )


def pair(cast: Cast, who: str, whom: str) -> int:
    """A thread in which both take part."""
    thread_id = ask(cast, who, whom).thread_id
    actions.accept_request(viewer(cast, whom), thread_id)
    return thread_id


def seat(cast: Cast, who: str, thread_id: int) -> Participant:
    return Participant.objects.get(thread_id=thread_id, member=cast.people[who])


def viewer(cast: Cast, who: str) -> Viewer:
    """As the cast knows them, with whom a block hides from them."""
    member = cast.people[who]
    return Viewer(
        member.pk, member.name, member.role, NEW_YORK, "US", hidden=hidden_from(member.pk)
    )


def block(cast: Cast, who: str, whom: str) -> None:
    Block.objects.create(member=cast.people[who], other=cast.people[whom])
