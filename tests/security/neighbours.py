"""What people say of themselves, each line for another audience, and two whom a block keeps apart.

The outsider blocked the newcomer: neither may find anything of the other, and only the outsider
knows why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.people.actions.apart import keep_apart
from alongside.people.models import Audience, Block, Member
from alongside.people.rules.profiles import Line
from tests.cast import EVERYONE, PEOPLE, STAFF

if TYPE_CHECKING:
    from tests.security.world import World

READERS: dict[str, Iterable[str]] = {
    Audience.EVERYONE: EVERYONE,
    Audience.MEMBERS: set(PEOPLE) - {"blocked"},
    Audience.STAFF: STAFF,
    Audience.ME: (),
}
# Four lines and four audiences: each line of each is for another one.
WHO_SAY_SOMETHING = ("newcomer", "parent", "ambassador", "outsider")
APART = {"newcomer": "outsider", "outsider": "newcomer"}


def say_and_keep_apart(world: World) -> None:
    _profiles(world)
    post = actions.start_topic(
        world.cast.viewer("newcomer"), space_slug="open-door", kind="story", token=new_token(),
        title=f"Title {world.plant('the title of somebody blocked', others('newcomer'))}",
        source=f"It says {world.plant('opening words of somebody blocked', others('newcomer'))}.",
    )  # fmt: skip
    actions.post_reply(
        world.cast.viewer("ambassador"), post.topic_id, token=new_token(),
        source=f"It says {world.plant('an answer to somebody blocked', others('newcomer'))}.",
    )  # fmt: skip
    met = actions.start_topic(
        world.cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title="Where somebody who blocked answered", source="Has anyone been there?",
    )  # fmt: skip
    actions.post_reply(
        world.cast.viewer("outsider"), met.topic_id, token=new_token(),
        source=f"It says {world.plant('a reply of somebody who blocked', others('outsider'))}.",
    )  # fmt: skip
    keep_apart(world.cast.viewer("outsider"), world.cast.people["newcomer"].pk)


def others(name: str) -> set[str]:
    """All but the one whom the block keeps from that person."""
    return set(EVERYONE) - {APART[name]}


def _profiles(world: World) -> None:
    for shift, name in enumerate(WHO_SAY_SOMETHING):
        said = {}
        for number, line in enumerate(Line):
            audience = Audience.values[(number + shift) % len(Audience)]
            readers = {name, *READERS[audience]} - {APART.get(name)}
            said[line.value] = world.plant(f"the {line} of the {name}, for {audience}", readers)
            said[f"{line}_audience"] = audience
        Member.objects.filter(pk=world.cast.people[name].pk).update(**said)


def kept_from(world: World) -> dict[int, frozenset[str]]:
    """Member id -> those of the cast for whom there is no such person."""
    names = {person.pk: name for name, person in world.cast.people.items()}
    found: dict[int, frozenset[str]] = {}
    for pair in Block.objects.values_list("member_id", "other_id"):
        for one, other in (pair, pair[::-1]):
            found[one] = found.get(one, frozenset()) | {names[other]}
    return found


def blockers_of(world: World) -> dict[int, frozenset[str]]:
    """Member id -> those who blocked them, and can take that back."""
    names = {person.pk: name for name, person in world.cast.people.items()}
    pairs = Block.objects.values_list("other_id", "member_id")
    return {other: frozenset((names[one],)) for other, one in pairs}
