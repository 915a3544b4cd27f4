"""Which mail a notice goes with, and when: ten replies in an hour are one mail."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from allauth.account.models import EmailAddress
from pytest_django import Settings

from alongside.config.env import SETTINGS
from alongside.discussions import actions
from alongside.discussions.models import Topic
from alongside.kernel.markdown import quoted
from alongside.kernel.queries import rows
from alongside.notifications.models import (
    FollowChoice,
    Kind,
    Mode,
    Notice,
    Preference,
    StoppedAddress,
)
from alongside.notifications.modes import modes_of
from alongside.notifications.modes_sql import MODE, MODE_JOINS
from tests.cast import Cast
from tests.notifications.hearing import NOON, follow, mails, prefer, reply, start, work

HOUR = timedelta(hours=1)


@pytest.fixture
def topic(quiet: Cast, clock: time_machine.Coordinates) -> Topic:
    """A question by the parent, answered once, which the newcomer follows; told long ago."""
    topic = start(quiet)
    reply(quiet, "ambassador", topic)
    follow(quiet, topic, "newcomer")
    work()
    for name in ("parent", "newcomer"):
        actions.mark_read(quiet.viewer(name), topic.pk, 10**6)
        quiet.people[name].deliveries.all().delete()
    clock.move_to(NOON)
    return topic


def test_ten_replies_in_an_hour_are_one_mail(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    for _ in range(10):
        reply(quiet, "outsider", topic)
        work()
        clock.shift(timedelta(minutes=5))
    (mail,) = mails(quiet, "newcomer")
    assert (mail.state, mail.mail_list, mail.topic) == ("pending", "replies", topic)
    assert mail.next_at == NOON + HOUR
    assert mail.notices.count() == 10
    mail.state = "sent"
    mail.save()
    reply(quiet, "outsider", topic)
    work()
    assert len(mails(quiet, "newcomer")) == 2


def test_without_gathering_each_goes_at_once(quiet: Cast, topic: Topic, settings: Settings) -> None:
    settings.ALONGSIDE = type(SETTINGS)(**{**_fields(), "gather_minutes": 0})
    reply(quiet, "outsider", topic)
    work()
    assert [mail.next_at for mail in mails(quiet, "newcomer")] == [NOON]


def _fields() -> dict[str, object]:
    return {name: getattr(SETTINGS, name) for name in SETTINGS.__struct_fields__}


def test_what_somebody_waits_for_goes_at_once_and_takes_along_what_is_gathered(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    words = reply(quiet, "newcomer", topic, "Ice helped us.")
    reply(quiet, "outsider", topic)
    work()
    clock.shift(timedelta(minutes=10))
    reply(quiet, "outsider", topic, quoted("Nell", words.source) + "Us too.")
    work()
    (mail,) = mails(quiet, "newcomer")
    assert mail.next_at == NOON + timedelta(minutes=10)
    assert {notice.kind for notice in mail.notices.all()} == {"reply", "quote"}
    # The one who asked was answered before, and waits as everybody does.
    assert [mail.next_at for mail in mails(quiet, "parent")] == [NOON + HOUR]


def test_the_first_answer_and_one_after_silence_do_not_wait(
    quiet: Cast, clock: time_machine.Coordinates
) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    reply(quiet, "parent", topic, "I should add this.")
    reply(quiet, "outsider", topic)
    work()
    assert [mail.next_at for mail in mails(quiet, "parent")] == [NOON]
    assert [mail.next_at for mail in mails(quiet, "newcomer")] == [NOON + HOUR]
    quiet.people["parent"].deliveries.update(state="sent")
    clock.shift(timedelta(days=9))
    reply(quiet, "ambassador", topic)
    work()
    last = mails(quiet, "parent")[-1]
    assert (last.mail_list, last.next_at) == ("silence", NOON + timedelta(days=9))


def test_quiet_hours_move_a_mail_to_their_end(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    prefer(quiet, "newcomer", quiet_from=22, quiet_until=7)
    clock.move_to(NOON + timedelta(hours=9, minutes=30))  # half past nine in the evening
    reply(quiet, "outsider", topic)
    work()
    assert [mail.next_at for mail in mails(quiet, "newcomer")] == [NOON + timedelta(hours=19)]


@pytest.mark.parametrize("why", ["no mail", "unproven", "stopped", "none here", "daily"])
def test_who_gets_no_mail_at_once_still_hears_on_the_site(
    quiet: Cast, topic: Topic, why: str
) -> None:
    nell = quiet.people["newcomer"]
    if why == "no mail":
        prefer(quiet, "newcomer", reply_mail=Mode.NONE)
    if why == "unproven":
        EmailAddress.objects.filter(user=nell).update(verified=False)
    if why == "stopped":
        StoppedAddress.objects.create(email=nell.email, reason="bounced")
    if why == "none here":
        FollowChoice.objects.create(member=nell, topic=topic, mail=Mode.NONE)
    if why == "daily":
        prefer(quiet, "newcomer", reply_mail=Mode.DAILY)
    post = reply(quiet, "outsider", topic)
    work()
    assert mails(quiet, "newcomer") == []
    assert Notice.objects.filter(post=post, member=nell).count() == 1


def test_a_choice_for_one_conversation_goes_before_the_persons_own(
    quiet: Cast, topic: Topic
) -> None:
    prefer(quiet, "newcomer", reply_mail=Mode.NONE)
    FollowChoice.objects.create(member=quiet.people["newcomer"], topic=topic, mail=Mode.AT_ONCE)
    reply(quiet, "outsider", topic)
    work()
    assert len(mails(quiet, "newcomer")) == 1


def test_one_statement_over_many_chooses_as_is_chosen_for_one(quiet: Cast, topic: Topic) -> None:
    """Every kind, with each choice for the conversation, for the space and of the person."""
    nell = quiet.people["newcomer"]
    choices = ("", Mode.WEEKLY, Mode.NONE)
    for kind in KINDS:
        Notice.objects.create(member=nell, topic=topic, kind=kind)
    for here, there, own in product(choices, choices, choices):
        FollowChoice.objects.filter(member=nell).delete()
        if here:
            FollowChoice.objects.create(member=nell, topic=topic, mail=here)
        if there:
            FollowChoice.objects.create(member=nell, space=topic.space, mail=there)
        prefer(quiet, "newcomer", **{f"{kind}_mail": own or Mode.AT_ONCE for kind in KINDS})
        sql = (
            f"SELECT n.kind, {MODE} FROM notifications_notice n{MODE_JOINS} WHERE n.member_id = %s"
        )
        modes = modes_of(nell.pk, [topic.pk], [topic.space_id])
        assert dict(rows(sql, [nell.pk])) == {
            kind: modes.of(kind, topic.pk, topic.space_id) for kind in KINDS
        }


# Those that somebody can choose the mail of.
KINDS = tuple(kind.value for kind in Kind if hasattr(Preference, f"{kind.value}_mail"))
