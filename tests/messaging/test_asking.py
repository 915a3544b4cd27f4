"""A request before the first message, and what can follow from a yes, a no and from silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.drafts import new_token
from alongside.kernel.verdicts import Refused
from alongside.messaging import actions
from alongside.messaging.models import Message, Participant, Standing, Thread
from alongside.messaging.rules import NEW_HERE, WAITING, messages_seen_by, threads_seen_by
from alongside.people.models import Member, Role
from alongside.work.models import Event
from tests.cast import Cast
from tests.messaging.talk import ask, block, bring_in, pair, say, seat, viewer


def words(cast: Cast, who: str) -> list[str]:
    return [one.source for one in messages_seen_by(viewer(cast, who)).order_by("pk")]


def test_a_first_message_is_a_request_with_its_text(cast: Cast) -> None:
    message = ask(cast, "parent", "outsider", "Did the brace help?")
    assert seat(cast, "outsider", message.thread_id).standing == Standing.INVITED
    assert words(cast, "outsider") == ["Did the brace help?"]
    kinds = list(Event.objects.order_by("-pk").values_list("kind", flat=True)[:2])
    assert kinds == ["MessageRequested", "MessageSent"]


def test_until_it_is_answered_there_is_no_second_message(cast: Cast) -> None:
    thread_id = ask(cast, "parent", "outsider").thread_id
    for more in (
        lambda: say(cast, "parent", thread_id),
        lambda: ask(cast, "parent", "outsider", "?"),
    ):
        with pytest.raises(Refused, match="when they say yes"):
            more()
    with pytest.raises(Refused, match="Say yes first"):
        say(cast, "outsider", thread_id)
    actions.accept_request(viewer(cast, "outsider"), thread_id)
    say(cast, "outsider", thread_id, "It did.")
    say(cast, "parent", thread_id, "Thank you.")
    assert words(cast, "parent") == words(cast, "outsider")


def test_a_no_looks_like_silence_and_does_not_last_for_ever(cast: Cast) -> None:
    said_no, silent = ask(cast, "parent", "outsider"), ask(cast, "parent", "newcomer")
    actions.decline_request(viewer(cast, "outsider"), said_no.thread_id)
    assert words(cast, "outsider") == []
    for thread_id in (said_no.thread_id, silent.thread_id):
        with pytest.raises(Refused) as refused:
            say(cast, "parent", thread_id)
        assert refused.value.reason == WAITING.reason
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        again = ask(cast, "parent", "outsider", "How are you now?")
    assert again.thread_id == said_no.thread_id
    assert words(cast, "outsider")[-1] == "How are you now?"


def test_who_said_no_can_still_write_later(cast: Cast) -> None:
    asked = ask(cast, "parent", "outsider")
    actions.decline_request(viewer(cast, "outsider"), asked.thread_id)
    answer = ask(cast, "outsider", "parent", "I can talk now.")
    assert answer.thread_id == asked.thread_id
    say(cast, "parent", asked.thread_id, "I am glad.")


def test_writing_to_somebody_who_asked_is_a_yes(cast: Cast) -> None:
    asked = ask(cast, "parent", "newcomer")
    assert ask(cast, "newcomer", "parent", "Yes?").thread_id == asked.thread_id
    say(cast, "parent", asked.thread_id)


def test_a_newcomer_cannot_begin_but_can_answer(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        ask(cast, "newcomer", "parent")
    assert refused.value.reason == NEW_HERE.reason
    say(cast, "newcomer", pair(cast, "parent", "newcomer"))


def test_a_member_waits_as_long_as_the_operator_says(cast: Cast) -> None:
    Member.objects.filter(name="Otis").update(joined_at=timezone.now() - timedelta(days=6))
    with pytest.raises(Refused, match="7 days"):
        ask(cast, "outsider", "parent")
    Member.objects.filter(name="Otis").update(joined_at=timezone.now() - timedelta(days=8))
    ask(cast, "outsider", "parent")
    # Staff and ambassadors welcome people from their first day.
    Member.objects.filter(name="Amber").update(joined_at=timezone.now())
    ask(cast, "ambassador", "newcomer")


def test_so_many_new_people_a_day(cast: Cast) -> None:
    others = [Member.objects.create_member(f"Other {n}", f"o{n}@example.org", role=Role.MEMBER)
              for n in range(6)]  # fmt: skip
    me = viewer(cast, "parent")
    for other in others[:5]:
        actions.write_to(me, other.pk, source="Hello", token=new_token())
    with pytest.raises(Refused, match="Try again tomorrow"):
        actions.write_to(me, others[5].pk, source="Hello", token=new_token())
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        actions.write_to(me, others[5].pk, source="Hello", token=new_token())


@pytest.mark.parametrize("who", ["blocked", "parent"])
def test_nobody_reads_there(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        ask(cast, "parent", who)


def test_one_form_makes_one_message(cast: Cast) -> None:
    me, token = viewer(cast, "parent"), new_token()
    other = cast.people["outsider"].pk
    first = actions.write_to(me, other, source="Hello", token=token)
    assert actions.write_to(me, other, source="Hello", token=token) == first
    with pytest.raises(actions.TokenReused) as reused:
        actions.write_to(me, other, source="Something else", token=token)
    assert reused.value.message == first
    assert Message.objects.count() == Thread.objects.count() == 1


def test_back_and_send_is_the_same_message_and_saying_it_later_is_not(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    first = say(cast, "parent", thread_id, "ok")
    assert say(cast, "parent", thread_id, "ok") == first
    say(cast, "outsider", thread_id, "ok")
    assert say(cast, "parent", thread_id, "ok") != first


def test_a_third_sees_from_their_invitation_on(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    say(cast, "outsider", thread_id, "Between us two.")
    bring_in(cast, "parent", thread_id, "ambassador", "Amber knows more.")
    say(cast, "outsider", thread_id, "Before she says yes.")
    assert words(cast, "ambassador") == ["Amber knows more."]
    actions.accept_request(viewer(cast, "ambassador"), thread_id)
    assert words(cast, "ambassador") == ["Amber knows more.", "Before she says yes."]
    # The two have no place of their own any more, so they can begin one.
    assert ask(cast, "parent", "outsider").thread_id != thread_id


def test_a_group_has_an_end(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    others = [Member.objects.create_member(f"Other {n}", f"o{n}@example.org", role=Role.MEMBER)
              for n in range(7)]  # fmt: skip
    Participant.objects.bulk_create(
        Participant(thread_id=thread_id, member=one, standing=Standing.JOINED) for one in others[:6]
    )
    with pytest.raises(Refused, match="8 people"):
        bring_in(cast, "parent", thread_id, "ambassador")


def test_asked_in_twice(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    bring_in(cast, "parent", thread_id, "ambassador")
    with pytest.raises(Refused, match="asked already"):
        bring_in(cast, "outsider", thread_id, "ambassador")
    actions.accept_request(viewer(cast, "ambassador"), thread_id)
    with pytest.raises(Refused, match="here already"):
        bring_in(cast, "outsider", thread_id, "ambassador", "Please do.")


def test_leaving(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    actions.leave_thread(viewer(cast, "outsider"), thread_id)
    assert not threads_seen_by(viewer(cast, "outsider")).exists()
    with pytest.raises(Refused, match="Nobody else reads"):
        say(cast, "parent", thread_id)
    assert ask(cast, "parent", "outsider").thread_id != thread_id


def test_a_block_hides_what_is_between_two(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    block(cast, "outsider", "parent")
    for who, whom in (("parent", "outsider"), ("outsider", "parent")):
        assert words(cast, who) == []
        with pytest.raises(Http404):
            say(cast, who, thread_id)
        with pytest.raises(Http404):
            ask(cast, who, whom)


def test_a_block_in_a_group_hides_each_from_the_other_alone(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    bring_in(cast, "parent", thread_id, "ambassador")
    actions.accept_request(viewer(cast, "ambassador"), thread_id)
    block(cast, "ambassador", "outsider")
    say(cast, "outsider", thread_id, "From Otis.")
    say(cast, "ambassador", thread_id, "From Amber.")
    assert "From Otis." not in words(cast, "ambassador")
    assert "From Amber." not in words(cast, "outsider")
    assert {"From Otis.", "From Amber."} <= set(words(cast, "parent"))
    assert seat(cast, "ambassador", thread_id).unread == 0


def test_a_request_of_somebody_kept_out_is_gone(cast: Cast) -> None:
    ask(cast, "outsider", "parent")
    Member.objects.filter(name="Otis").update(is_active=False)
    assert words(cast, "parent") == []
