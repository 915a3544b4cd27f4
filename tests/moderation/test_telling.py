"""Staff hear on the site of what waits for them; whoever proposed hears what became of it."""

from __future__ import annotations

from alongside.config.wiring import HANDLERS
from alongside.moderation import actions
from alongside.notifications.models import Kind, Notice
from alongside.work.worker import run_once
from tests.cast import Cast
from tests.moderation.test_appeals import hidden_word
from tests.moderation.words import agreed, proposed


def unread() -> set[tuple[str, str]]:
    while run_once(HANDLERS):
        pass
    waiting = Notice.objects.filter(kind=Kind.WORD_RULE, read_at=None)
    return set(waiting.values_list("member__name", "address"))


def test_a_proposal_is_told_to_the_others(cast: Cast) -> None:
    rule = proposed(cast, "gribble")
    address = f"/manage/words/{rule.pk}"
    assert unread() == {("Ada", address)}
    client = cast.client("administrator")
    assert "News of the word filter" in client.get("/notices").content.decode()
    assert "1 for you" in client.get("/manage/").content.decode()
    agreed(cast, rule)
    assert unread() == {("Morgan", address)}
    assert "for you" not in client.get("/manage/").content.decode()


def test_who_takes_their_own_back_hears_nothing(cast: Cast) -> None:
    actions.withdraw(cast.viewer("moderator"), proposed(cast, "gribble").pk)
    assert unread() == set()


def test_authors_who_ask_are_told_of_once(cast: Cast) -> None:
    first, second = hidden_word(cast), hidden_word(cast, "moderator")
    address = "/manage/words/appeals"
    assert unread() == {("Ada", address), ("Morgan", address)}
    administrator = cast.viewer("administrator")
    actions.answer_appeal(administrator, first.pk, show=True, answer="x")
    assert len(unread()) == 2
    actions.answer_appeal(administrator, second.pk, show=True, answer="x")
    assert unread() == set()
