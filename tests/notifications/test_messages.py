"""Who hears of a private message: one notice a thread, a mail an hour at most, and not a word of
it in either."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from alongside.messaging import actions as messaging
from alongside.messaging.rules import message_waits
from alongside.notifications.checking import check
from alongside.notifications.models import Delivery, Kind, MailList, Notice
from alongside.notifications.sending.preparing import prepare
from alongside.people.actions.apart import keep_apart
from alongside.people.models import Member, Mute
from alongside.work.leases import end
from alongside.work.models import WorkState
from tests.cast import Cast
from tests.messaging.talk import ask, block, bring_in, pair, say, viewer
from tests.notifications.hearing import NOON, bell, mails, prefer, work

if TYPE_CHECKING:
    Clock = time_machine.Coordinates


@pytest.fixture
def two(cast: Cast, clock: Clock) -> int:
    """The parent and the outsider write with each other, and nothing of it waits."""
    thread_id = pair(cast, "parent", "outsider")
    work()
    messaging.mark_thread_read(viewer(cast, "outsider"), thread_id, 1)
    work()
    Delivery.objects.all().delete()
    return thread_id


def told(cast: Cast, name: str) -> list[str]:
    """Where the unread notices of somebody lead."""
    notices = Notice.objects.filter(member=cast.people[name], read_at=None).order_by("pk")
    return list(notices.values_list("address", flat=True))


def test_a_request_is_told_at_once(cast: Cast, clock: Clock) -> None:
    thread_id = ask(cast, "parent", "outsider").thread_id
    work()
    assert told(cast, "outsider") == [f"/messages/{thread_id}"]
    assert told(cast, "parent") == []
    (mail,) = mails(cast, "outsider")
    assert (mail.mail_list, mail.next_at) == (MailList.MESSAGES, NOON)
    assert list(mail.notices.values_list("kind", flat=True)) == [Kind.MESSAGE]


def test_ten_messages_are_one_notice_and_one_mail(cast: Cast, two: int) -> None:
    for number in range(10):
        say(cast, "outsider", two, f"No. {number}")
    work()
    assert told(cast, "parent") == [f"/messages/{two}"]
    assert (bell(cast, "parent"), len(mails(cast, "parent"))) == (1, 1)


def test_the_next_mail_waits_for_the_hour_to_be_over(cast: Cast, two: int, clock: Clock) -> None:
    say(cast, "outsider", two, "First")
    work()
    (first,) = mails(cast, "parent")
    end(first, WorkState.SENT, sent_at=NOON)
    clock.shift(timedelta(minutes=20))
    say(cast, "outsider", two, "Second")
    work()
    _, second = mails(cast, "parent")
    assert second.next_at == NOON + timedelta(hours=1)
    end(second, WorkState.SENT, sent_at=second.next_at)
    clock.shift(timedelta(hours=5))
    say(cast, "outsider", two, "Third")
    work()
    assert mails(cast, "parent")[-1].next_at == NOON + timedelta(hours=5, minutes=20)
    assert told(cast, "parent") == [f"/messages/{two}"]


def test_mails_of_one_thread_stand_together_in_a_mail_program(cast: Cast, two: int) -> None:
    say(cast, "outsider", two, "First")
    work()
    (row,) = mails(cast, "parent")
    mail = prepare(row).message()
    assert mail["In-Reply-To"] == mail["References"] == f"<messages-{two}@127.0.0.1>"


def test_reading_the_thread_is_reading_the_notice(cast: Cast, two: int) -> None:
    say(cast, "outsider", two, "One")
    last = say(cast, "outsider", two, "Two")
    work()
    messaging.mark_thread_read(viewer(cast, "parent"), two, last.number - 1)
    work()
    assert bell(cast, "parent") == 1
    messaging.mark_thread_read(viewer(cast, "parent"), two, last.number)
    work()
    assert bell(cast, "parent") == 0


def test_what_was_taken_back_is_told_no_more(cast: Cast, two: int) -> None:
    told_of = say(cast, "outsider", two, "Told of")
    work()
    (mail,) = mails(cast, "parent")
    messaging.remove_message(viewer(cast, "outsider"), told_of.pk)
    work()
    assert (told(cast, "parent"), bell(cast, "parent")) == ([], 0)
    assert check(mail, cast.people["parent"]).notices == ()
    early = say(cast, "outsider", two, "Taken back before anybody heard")
    messaging.remove_message(viewer(cast, "outsider"), early.pk)
    work()
    assert told(cast, "parent") == []


def test_answering_reads_what_came_before(cast: Cast, two: int) -> None:
    say(cast, "outsider", two)
    say(cast, "parent", two, "I see.")
    work()
    assert told(cast, "parent") == []


@pytest.mark.parametrize("how", ["mute thread", "mute person", "kept out", "left"])
def test_who_does_not_hear(cast: Cast, two: int, how: str) -> None:
    parent = cast.people["parent"]
    if how == "mute thread":
        messaging.mute_thread(viewer(cast, "parent"), two)
    elif how == "mute person":
        Mute.objects.create(member=parent, other=cast.people["outsider"])
    say(cast, "outsider", two)
    if how == "kept out":
        parent.is_active = False
        parent.save()
    if how == "left":
        messaging.leave_thread(viewer(cast, "parent"), two)
    work()
    assert told(cast, "parent") == []
    assert mails(cast, "parent") == []


def test_a_block_in_a_group_is_a_block_of_news_too(cast: Cast, two: int) -> None:
    bring_in(cast, "parent", two, "ambassador")
    messaging.accept_request(viewer(cast, "ambassador"), two)
    messaging.mark_thread_read(viewer(cast, "ambassador"), two, 9)
    block(cast, "ambassador", "outsider")
    cast.people["ambassador"].has_blocks = True
    cast.people["ambassador"].save()
    work()
    say(cast, "outsider", two)
    work()
    assert told(cast, "ambassador") == []
    assert told(cast, "parent") == [f"/messages/{two}"]


def test_the_mode_and_quiet_hours_are_theirs(cast: Cast, two: int) -> None:
    prefer(cast, "parent", message_mail="daily")
    say(cast, "outsider", two)
    work()
    assert told(cast, "parent")
    assert mails(cast, "parent") == []
    messaging.mark_thread_read(viewer(cast, "parent"), two, 9)
    prefer(cast, "parent", message_mail="at_once", quiet_from=11, quiet_until=15)
    say(cast, "outsider", two, "Again.")
    work()
    assert mails(cast, "parent")[0].next_at == NOON + timedelta(hours=3)


def test_a_digest_takes_messages_along(cast: Cast, two: int, clock: Clock) -> None:
    prefer(cast, "parent", message_mail="daily", digest_hour=8)
    say(cast, "outsider", two)
    work()
    clock.shift(timedelta(days=1))
    work()
    (mail,) = mails(cast, "parent")
    assert (mail.mail_list, mail.notices.get().address) == (MailList.DIGEST, f"/messages/{two}")


def test_asked_again_at_the_moment_of_sending(cast: Cast, two: int) -> None:
    say(cast, "outsider", two)
    work()
    assert message_waits(viewer(cast, "parent"), f"/messages/{two}")
    (mail,) = mails(cast, "parent")
    assert check(mail, cast.people["parent"]).notices
    messaging.mute_thread(viewer(cast, "parent"), two)
    assert not check(mail, cast.people["parent"]).notices


def test_a_block_takes_what_waits_between_two_away(cast: Cast, two: int) -> None:
    say(cast, "outsider", two)
    work()
    keep_apart(cast.viewer("parent"), cast.people["outsider"].pk)
    work()
    assert bell(cast, "parent") == 0
    assert Member.objects.get(name="Pat Rivers").unread_messages == 0
    (mail,) = mails(cast, "parent")
    assert not check(mail, Member.objects.get(name="Pat Rivers")).notices


def test_staff_and_the_reporter_hear_of_a_report(cast: Cast, two: int) -> None:
    message = say(cast, "outsider", two)
    report = messaging.report_message(viewer(cast, "parent"), message.pk, reason="Look.")
    messaging.mark_thread_read(viewer(cast, "parent"), two, 9)
    work()
    assert (
        told(cast, "moderator") == told(cast, "administrator") == [f"/manage/reports/{report.pk}"]
    )
    messaging.open_report(viewer(cast, "moderator"), report.pk)
    messaging.close_report(viewer(cast, "moderator"), report.pk, note="Done.")
    work()
    assert told(cast, "moderator") == told(cast, "administrator") == []
    assert told(cast, "parent") == ["/messages/reported"]
