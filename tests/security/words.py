"""Word rules in every state. Staff alone know of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from alongside.discussions import actions as talk
from alongside.discussions.models import MaskedWord, Ruling
from alongside.moderation import actions
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.words.models import OwnRule
from tests.cast import STAFF

if TYPE_CHECKING:
    from tests.security.world import Readers, World


def plant(world: World) -> None:
    """One that waits, one in force, one refused, and one that was only counted."""
    moderator, administrator = map(world.cast.viewer, STAFF)
    waits, live, refused = (_propose(world, state) for state in ("waits", "is live", "is refused"))
    seen = live.rehearsals.get()
    actions.agree_to(administrator, live.pk, seen.pk, sure=True)
    actions.refuse(administrator, refused.pk, reason=world.plant("why a word was refused", STAFF))
    _count(world, "was counted")
    _ask(world)
    assert waits.proposed_by_id == moderator.id


def _ask(world: World) -> None:
    """The parent asks about a word that is hidden in a room which not everybody reads."""
    word = MaskedWord.objects.get(post__topic=world.cast.topics["membership"])
    talk.appeal(world.cast.viewer("parent"), word.post_id, word.rule)


def _count(world: World, state: str) -> Rehearsal:
    row = actions.rehearse_word(
        world.cast.viewer("moderator"), word=world.plant(f"a word that {state}", STAFF),
        tier="mask", reason=world.plant(f"why a word {state}", STAFF),
    )  # fmt: skip
    rehearse_at_once(row, math.inf)
    return row


def _propose(world: World, state: str) -> OwnRule:
    row = _count(world, state)
    return actions.propose(world.cast.viewer("moderator"), row.pk, sure=True)


def rows() -> dict[str, list[tuple[str, Readers]]]:
    staff = frozenset(STAFF)
    asked = MaskedWord.objects.exclude(ruling=Ruling.NONE)
    return {
        "rule_id": [(str(pk), staff) for pk in OwnRule.objects.values_list("pk", flat=True)],
        "appeal_id": [(str(word.pk), staff) for word in asked],
        "rehearsal_id": [(str(pk), staff) for pk in Rehearsal.objects.values_list("pk", flat=True)],
    }
