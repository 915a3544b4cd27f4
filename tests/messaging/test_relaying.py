"""Staff reach somebody who gave no name, and nothing that they are shown says who it is."""

from __future__ import annotations

import pytest

from alongside.discussions.actions.drafts import new_token
from alongside.kernel.verdicts import Refused
from alongside.messaging import actions
from alongside.messaging.models import Message
from alongside.messaging.rules import relay_seats
from alongside.people.models import Member
from alongside.people.stand_ins import make_stand_in
from tests.cast import Cast
from tests.messaging.talk import block, say, viewer


@pytest.fixture
def stand_in(cast: Cast) -> Member:
    return make_stand_in()


def write(cast: Cast, who: str, stand_in: Member, source: str = "Are you safe?") -> Message:
    return actions.start_staff_thread(
        viewer(cast, who), cast.people["parent"], shown_as=stand_in, source=source,
        token=new_token(),
    )  # fmt: skip


def test_what_both_write_stands_under_the_stand_in(cast: Cast, stand_in: Member) -> None:
    first = write(cast, "moderator", stand_in)
    answer = say(cast, "parent", first.thread_id, "I am, thank you.")
    assert (first.author, answer.author) == (cast.people["moderator"], stand_in)
    again = write(cast, "moderator", stand_in, "Good to hear.")
    assert (
        again.thread_id
        == first.thread_id
        == relay_seats(viewer(cast, "moderator"), stand_in.pk).get().thread_id
    )
    assert write(cast, "administrator", stand_in).thread_id != first.thread_id


def test_only_staff_do(cast: Cast, stand_in: Member) -> None:
    for who in ("ambassador", "outsider"):
        with pytest.raises(Refused, match="Only a moderator"):
            write(cast, who, stand_in)


def test_no_block_tells_who_asked(cast: Cast, stand_in: Member) -> None:
    thread_id = write(cast, "moderator", stand_in).thread_id
    block(cast, "parent", "moderator")
    say(cast, "parent", thread_id, "Still here.")
    write(cast, "moderator", stand_in, "So am I.")


def test_nor_does_being_kept_out(cast: Cast, stand_in: Member) -> None:
    write(cast, "moderator", stand_in)
    Member.objects.filter(pk=cast.people["parent"].pk).update(is_active=False)
    write(cast, "moderator", stand_in, "Are you there?")


def test_nobody_else_is_asked_in(cast: Cast, stand_in: Member) -> None:
    thread_id = write(cast, "moderator", stand_in).thread_id
    for who in ("moderator", "parent"):
        with pytest.raises(Refused, match="Nobody else"):
            actions.ask_in(
                viewer(cast, who), thread_id, cast.people["outsider"].pk, source="Join",
                token=new_token(),
            )  # fmt: skip
