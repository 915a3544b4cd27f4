"""Digests: once on each date, at the person's own hour, whatever clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from alongside.discussions import actions
from alongside.discussions.models import Topic
from alongside.notifications.digests import await_forgotten, next_moment, work_on_digests
from alongside.notifications.models import Delivery, DigestDue, Mode, Notice
from alongside.people.models import Member
from tests.cast import Cast
from tests.notifications.hearing import NOON, follow, mails, prefer, reply, start, work

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW_YORK, BERLIN, CAIRO = map(ZoneInfo, ("America/New_York", "Europe/Berlin", "Africa/Cairo"))


@pytest.fixture
def topic(quiet: Cast, clock: time_machine.Coordinates) -> Topic:
    """A conversation that the newcomer follows, whose mail comes in a daily digest."""
    prefer(quiet, "newcomer", reply_mail=Mode.DAILY)
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    work()
    return topic


def local(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_what_happened_since_the_last_one_is_in_one_mail(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    for _ in range(3):
        reply(quiet, "outsider", topic)
        work()
    assert mails(quiet, "newcomer") == []
    clock.move_to(local("2026-05-05T07:59", NEW_YORK))
    work()
    assert mails(quiet, "newcomer") == []
    clock.shift(timedelta(minutes=1))
    work()
    (digest,) = mails(quiet, "newcomer")
    assert digest.once == f"digest:{quiet.people['newcomer'].pk}:2026-05-05"
    assert (digest.mail_list, digest.notices.count()) == ("digest", 3)
    assert not DigestDue.objects.exists()


def test_where_nothing_waits_there_is_no_mail(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    reply(quiet, "outsider", topic)
    work()
    actions.mark_read(quiet.viewer("newcomer"), topic.pk, 10**6)
    Notice.objects.update(read_at=NOON)
    clock.shift(DAY)
    work()
    assert mails(quiet, "newcomer") == []
    assert not DigestDue.objects.exists()


def test_new_conversations_come_daily_to_somebody_who_never_chose(
    quiet: Cast, clock: time_machine.Coordinates
) -> None:
    actions.follow_space(quiet.viewer("outsider"), "open-door")
    start(quiet)
    work()
    clock.shift(DAY)
    work()
    assert [mail.mail_list for mail in mails(quiet, "outsider")] == ["digest"]


def test_a_weekly_one_waits_for_its_day_and_daily_things_do_not(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    prefer(quiet, "newcomer", space_topic_mail=Mode.WEEKLY, digest_weekday=3, digest_hour=20)
    actions.follow_space(quiet.viewer("newcomer"), "open-door")
    start(quiet, "outsider")
    reply(quiet, "outsider", topic)
    made = []
    work()
    for _ in range(5 * 6):
        work_on_digests()
        made += [m for m in mails(quiet, "newcomer") if m not in made]
        clock.shift(4 * HOUR)
    monday, thursday = made
    assert monday.made_at == local("2026-05-04T20:00", NEW_YORK)
    assert thursday.made_at == local("2026-05-07T20:00", NEW_YORK)
    assert [n.kind for m in made for n in m.notices.all()] == ["reply", "space_topic"]
    assert not DigestDue.objects.exists()


@pytest.mark.parametrize(
    ("zone", "hour", "day", "moment"),
    [
        # No such hour on that date: the next moment that there is.
        (NEW_YORK, 2, "2026-03-08", "2026-03-08T07:00+00:00"),
        (BERLIN, 2, "2026-03-29", "2026-03-29T01:00+00:00"),
        (CAIRO, 0, "2026-04-24", "2026-04-23T22:00+00:00"),
        # The hour comes twice: the first of both.
        (NEW_YORK, 1, "2026-11-01", "2026-11-01T05:00+00:00"),
        (BERLIN, 2, "2026-10-25", "2026-10-25T00:00+00:00"),
        (CAIRO, 23, "2026-10-29", "2026-10-29T20:00+00:00"),
    ],
)
def test_the_hour_on_days_on_which_clocks_change(
    zone: ZoneInfo, hour: int, day: str, moment: str
) -> None:
    expected = datetime.fromisoformat(moment)
    before = expected - 5 * HOUR
    assert next_moment(zone, hour, before) == expected
    assert expected.astimezone(zone).date().isoformat() == day
    following = next_moment(zone, hour, expected)
    assert following.astimezone(zone).date() == expected.astimezone(zone).date() + DAY


@pytest.mark.parametrize(
    ("zone", "hour", "begin"),
    [
        (NEW_YORK, 2, "2026-03-07T12:00"),
        (NEW_YORK, 1, "2026-10-31T12:00"),
        (NEW_YORK, 2, "2026-10-31T12:00"),
        (BERLIN, 2, "2026-03-28T12:00"),
        (BERLIN, 2, "2026-10-24T12:00"),
        (CAIRO, 0, "2026-04-22T12:00"),
        (CAIRO, 23, "2026-10-28T12:00"),
    ],
)
def test_over_a_change_of_the_clocks_each_date_has_one(
    quiet: Cast, zone: ZoneInfo, hour: int, begin: str
) -> None:
    """Something waits every hour for two days: two digests, on two dates."""
    nell = quiet.people["newcomer"]
    Member.objects.filter(pk=nell.pk).update(zone=zone.key)
    prefer(quiet, "newcomer", reply_mail=Mode.DAILY, digest_hour=hour)
    with time_machine.travel(local(begin, zone), tick=False) as clock:
        for _ in range(2 * 24):
            waits(nell, quiet.topics["public"])
            clock.shift(HOUR)
            work_on_digests()
    days_made(nell)


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
@pytest.mark.parametrize("at", [-30, 0, 30])
def test_a_clock_that_jumps_neither_loses_nor_doubles_one(
    quiet: Cast, clock: time_machine.Coordinates, jump: timedelta, at: int
) -> None:
    """An hour forwards or back around the digest's hour, and put right again an hour later."""
    nell, eight = quiet.people["newcomer"], local("2026-05-05T08:00", NEW_YORK)
    prefer(quiet, "newcomer", reply_mail=Mode.DAILY)
    for minute in range(0, 2 * 1440, 30):
        moment = NOON + timedelta(minutes=minute)
        since = moment - eight - timedelta(minutes=at)
        if since % DAY > 3 * HOUR and minute % 240:
            continue
        wrong = jump if timedelta() <= since < HOUR else timedelta()
        clock.move_to(moment + wrong)
        waits(nell, quiet.topics["public"])
        work_on_digests()
    days_made(nell)


def waits(nell: Member, topic: Topic) -> None:
    Notice.objects.create(member=nell, kind="reply", topic=topic)
    await_forgotten(timezone.now() - DAY)


def days_made(nell: Member) -> None:
    """A digest on each date, none twice, and nothing that was left out of all of them."""
    digests = Delivery.objects.filter(member=nell).order_by("id")
    dates = [str(one.once).rpartition(":")[2] for one in digests]
    first = datetime.fromisoformat(dates[0]).date()
    assert dates == [(first + number * DAY).isoformat() for number in range(len(dates))]
    assert len(dates) == 2
    last = Notice.objects.filter(member=nell, mail__isnull=False).latest("id")
    assert not Notice.objects.filter(member=nell, mail=None, id__lt=last.pk).exists()


def test_a_worker_that_was_away_makes_one_of_the_day_it_was_planned_for(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    reply(quiet, "outsider", topic)
    work()
    clock.shift(timedelta(days=2, hours=20))
    work()
    reply(quiet, "outsider", topic)
    work()
    clock.shift(DAY)
    work()
    assert [str(one.once)[-10:] for one in mails(quiet, "newcomer")] == ["2026-05-05", "2026-05-08"]


def test_another_hour_or_zone_plans_anew(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    reply(quiet, "outsider", topic)
    work()
    assert DigestDue.objects.get().due_at == local("2026-05-05T08:00", NEW_YORK)
    quiet.client("newcomer").post("/me/profile", {"name": "Nell", "zone": "Europe/Berlin"})
    work()
    assert DigestDue.objects.get().due_at == local("2026-05-05T08:00", BERLIN)


def test_a_digest_in_quiet_hours_waits_for_their_end(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    prefer(quiet, "newcomer", digest_hour=6, quiet_from=22, quiet_until=9)
    reply(quiet, "outsider", topic)
    work()
    clock.move_to(local("2026-05-05T06:00", NEW_YORK))
    work()
    assert [one.next_at for one in mails(quiet, "newcomer")] == [
        local("2026-05-05T09:00", NEW_YORK)
    ]
