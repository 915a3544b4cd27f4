"""What waits for somebody is counted on their own row, in the transaction that changes it."""

from __future__ import annotations

from alongside.messaging import actions
from alongside.messaging.rules import messages_seen_by
from alongside.people.models import Member
from tests.cast import Cast
from tests.messaging.talk import ask, block, bring_in, pair, say, seat, viewer


def waiting(cast: Cast, who: str) -> int:
    return Member.objects.get(pk=cast.people[who].pk).unread_messages


def test_threads_are_counted_and_not_messages(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    say(cast, "outsider", thread_id, "One")
    last = say(cast, "outsider", thread_id, "Two")
    assert (waiting(cast, "parent"), waiting(cast, "outsider")) == (1, 0)
    assert seat(cast, "parent", thread_id).unread == 2
    ask(cast, "ambassador", "parent")
    assert waiting(cast, "parent") == 2
    assert actions.mark_thread_read(viewer(cast, "parent"), thread_id, last.number - 1) == 2
    assert waiting(cast, "parent") == 2
    actions.mark_thread_read(viewer(cast, "parent"), thread_id, 99)
    assert waiting(cast, "parent") == 1


def test_a_muted_thread_does_not_count(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    actions.mute_thread(viewer(cast, "parent"), thread_id)
    say(cast, "outsider", thread_id)
    assert waiting(cast, "parent") == 0
    actions.unmute_thread(viewer(cast, "parent"), thread_id)
    assert waiting(cast, "parent") == 1


def test_a_no_and_leaving_count_nothing_any_more(cast: Cast) -> None:
    asked = ask(cast, "parent", "outsider")
    assert waiting(cast, "outsider") == 1
    actions.decline_request(viewer(cast, "outsider"), asked.thread_id)
    assert waiting(cast, "outsider") == 0
    thread_id = pair(cast, "parent", "ambassador")
    say(cast, "ambassador", thread_id)
    actions.leave_thread(viewer(cast, "parent"), thread_id)
    assert waiting(cast, "parent") == 0


def test_drift_is_healed(cast: Cast) -> None:
    ask(cast, "parent", "outsider")
    Member.objects.update(unread_messages=7)
    actions.count_unread_again()
    assert (waiting(cast, "parent"), waiting(cast, "outsider")) == (0, 1)


def test_a_message_waits_for_whoever_can_read_it(cast: Cast) -> None:
    """A block hides it, and rests while one of the two is staff: just as on the page itself."""
    thread_id = pair(cast, "parent", "ambassador")
    for third in ("outsider", "moderator"):
        bring_in(cast, "ambassador", thread_id, third)
        actions.accept_request(viewer(cast, third), thread_id)
        block(cast, "parent", third)
    for third in ("outsider", "moderator"):
        actions.mark_thread_read(viewer(cast, third), thread_id, 99)
    message = say(cast, "parent", thread_id, "The brace helped.")
    for third, waits in (("outsider", 0), ("moderator", 1)):
        assert seat(cast, third, thread_id).unread == waiting(cast, third) == waits
        seen = messages_seen_by(viewer(cast, third)).filter(pk=message.pk)
        assert seen.exists() is bool(waits)
