"""The bell, the page of notices, and what somebody chooses there, as a browser meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.discussions import actions
from alongside.discussions.models import Topic, TopicMute
from alongside.notifications.housekeeping import (
    forget_old_notices,
    forget_unseen_notices,
    keep_notices_true,
)
from alongside.notifications.models import FollowChoice, Kind, Notice, Preference
from alongside.notifications.reads.notices import some_names
from alongside.people.models import Member
from tests.cast import Cast
from tests.notifications.hearing import bell, follow, heard, reply, start, work

PRESSED = {"Sec-Fetch-User": "?1", "Sec-Fetch-Mode": "navigate"}
CHOSEN = {
    "reply_mail": "daily", "quote_mail": "at_once", "silence_mail": "at_once",
    "space_topic_mail": "weekly", "message_mail": "none", "digest_hour": "19",
    "digest_weekday": "4", "quiet_from": "22", "quiet_until": "7", "stories_in_mail": "on",
}  # fmt: skip


@pytest.fixture
def topic(quiet: Cast, clock: time_machine.Coordinates) -> Topic:
    """A question that the newcomer follows, with three replies that they have not read."""
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    for name in ("outsider", "ambassador", "outsider"):
        reply(quiet, name, topic)
    work()
    return topic


def page(cast: Cast, name: str, address: str = "/notices") -> str:
    return cast.client(name).get(address).content.decode()


def test_the_bell_counts_on_every_page_without_a_query_more(quiet: Cast, topic: Topic) -> None:
    client = quiet.client("newcomer")
    with CaptureQueriesContext(connection) as caught:
        shown = client.get("/help").content.decode()
    assert 'aria-label="Notices, 3 new"' in shown
    quiet.client("newcomer").post("/notices/read", {"newest": 10**9})
    with CaptureQueriesContext(connection) as then:
        shown = client.get("/help").content.decode()
    assert "Notices, " not in shown
    assert len(then) == len(caught)
    assert "Notices" not in page(quiet, "stranger", "/help")


def test_what_happened_in_one_conversation_on_a_day_is_told_as_one(
    quiet: Cast, topic: Topic
) -> None:
    shown = page(quiet, "newcomer")
    assert "3 replies from Otis and Amber" in shown
    assert shown.count(topic.title) == 1
    assert "3 new" in shown


def test_names_are_listed_as_people_say_them() -> None:
    assert some_names(["A", "A"]) == "A"
    assert some_names(["A", "", "A"]) == "A and Somebody who left"
    assert some_names("ABCD") == "A, B and 2 others"
    assert some_names("ABC") == "A, B and 1 other"


def test_every_kind_has_words_of_its_own(quiet: Cast, topic: Topic) -> None:
    Notice.objects.all().delete()
    for kind in Kind:
        Notice.objects.create(
            member=quiet.people["newcomer"], kind=kind, topic=topic, address="/notices"
        )
    shown = page(quiet, "newcomer")
    assert "Something for you to know" not in shown
    assert shown.count('href="/notices/') == len(Kind)


def test_opening_a_notice_leads_to_the_post_and_a_press_marks_it_as_read(
    quiet: Cast, topic: Topic
) -> None:
    notice = Notice.objects.filter(member=quiet.people["newcomer"]).earliest("id")
    client, address = quiet.client("newcomer"), f"/notices/{notice.pk}"
    answer = client.get(address)
    assert answer["Location"] == f"/t/{topic.pk}#post-2"
    assert bell(quiet, "newcomer") == 3  # fetched, not pressed
    client.get(address, headers=PRESSED)
    client.head(address, headers=PRESSED)
    assert bell(quiet, "newcomer") == 2
    assert quiet.client("outsider").get(address, headers=PRESSED).status_code == 404


def test_all_are_marked_as_read_but_for_what_came_meanwhile(quiet: Cast, topic: Topic) -> None:
    newest = Notice.objects.filter(member=quiet.people["newcomer"]).latest("id").pk
    reply(quiet, "outsider", topic)
    work()
    answer = quiet.client("newcomer").post("/notices/read", {"newest": newest}, follow=True)
    assert "3 notices are marked as read." in answer.content.decode()
    assert bell(quiet, "newcomer") == 1
    quiet.client("newcomer").post("/notices/read", {"newest": "made up"})
    assert bell(quiet, "newcomer") == 1


def test_many_notices_are_paged_and_each_shows_once(quiet: Cast, topic: Topic) -> None:
    nell = quiet.people["newcomer"]
    Notice.objects.filter(member=nell).delete()
    for number in range(95):
        Notice.objects.create(member=nell, kind="message", address=f"/messages/{number}")
    address, seen = "/notices", 0
    for _ in range(3):
        shown = page(quiet, "newcomer", address)
        seen += int(shown.partition(" private messages")[0].rpartition("<span>")[2])
        address = shown.partition('rel="next" href="')[2].partition('"')[0]
    assert (seen, address) == (95, "")
    assert "40 private messages" in page(quiet, "newcomer", "/notices?before=nonsense")


def test_a_notice_that_moved_to_now_stands_with_today(quiet: Cast, topic: Topic) -> None:
    nell, now = quiet.people["newcomer"], timezone.now()
    Notice.objects.filter(member=nell).delete()
    for address, days in (("/messages/1", 3), ("/messages/2", 2)):
        at = now - timedelta(days=days)
        Notice.objects.create(member=nell, kind="message", address=address, at=at)
    Notice.objects.filter(address="/messages/1").update(at=now)
    first, second = Notice.objects.filter(member=nell).order_by("pk").values_list("pk", flat=True)
    shown = page(quiet, "newcomer", "/notices")
    assert shown.index(f"/notices/{first}") < shown.index(f"/notices/{second}")
    assert shown.index("<h2>Today") < shown.index(f"/notices/{first}")


def test_what_one_may_not_see_any_more_is_neither_shown_nor_counted_for_long(
    quiet: Cast, clock: time_machine.Coordinates
) -> None:
    topic = start(quiet, space=quiet.spaces["membership"].slug)
    actions.follow_topic(quiet.viewer("ambassador"), topic.pk)
    reply(quiet, "parent", topic)
    work()
    assert topic.title in page(quiet, "ambassador")
    topic.space.memberships.filter(member=quiet.people["ambassador"]).delete()
    assert topic.title not in page(quiet, "ambassador")
    assert forget_unseen_notices() == 1
    assert bell(quiet, "ambassador") == 0


def test_what_somebody_chooses_is_kept(quiet: Cast, topic: Topic) -> None:
    client = quiet.client("newcomer")
    assert client.post("/me/notices", CHOSEN)["Location"] == "/me/notices"
    kept = Preference.objects.get(member=quiet.people["newcomer"])
    assert (kept.reply_mail, kept.space_topic_mail, kept.digest_hour) == ("daily", "weekly", 19)
    assert (kept.quiet_from, kept.quiet_until, kept.digest_weekday) == (22, 7, 4)
    assert (kept.stories_in_mail, kept.push) == (True, False)
    shown = page(quiet, "newcomer", "/me/notices")
    assert '<option value="19" selected>7 pm</option>' in shown
    assert '<option value="22" selected>10 pm</option>' in shown


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"quiet_until": ""}, "Choose both hours, or leave both empty."),
        ({"quiet_from": ""}, "Choose both hours, or leave both empty."),
        ({"quiet_from": "7"}, "Choose two different hours."),
        ({"digest_hour": "24"}, "Please choose one from the list."),
        ({"reply_mail": "often"}, "Please choose one from the list."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(
    quiet: Cast, wrong: dict[str, str], told: str
) -> None:
    answer = quiet.client("newcomer").post("/me/notices", CHOSEN | wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert '<option value="weekly" selected>' in shown
    assert not Preference.objects.exists()


def test_a_choice_for_one_conversation_or_space(quiet: Cast, topic: Topic) -> None:
    client, nell = quiet.client("newcomer"), quiet.people["newcomer"]
    actions.follow_space(quiet.viewer("newcomer"), "open-door")
    assert f"/t/{topic.pk}/notices" in page(quiet, "newcomer", f"/t/{topic.pk}")
    client.post(f"/t/{topic.pk}/notices", {"mail": "none"})
    answer = client.post("/s/open-door/notices", {"mail": "weekly", "back": "follows"})
    assert answer["Location"] == "/me/notices/follows"
    chosen = FollowChoice.objects.filter(member=nell).values_list("topic", "space__slug", "mail")
    assert set(chosen) == {(topic.pk, None, "none"), (None, "open-door", "weekly")}
    shown = page(quiet, "newcomer", "/me/notices/follows")
    assert '<option value="none" selected>' in shown
    assert '<option value="weekly" selected>' in shown
    client.post(f"/t/{topic.pk}/notices", {"mail": ""})
    assert not FollowChoice.objects.filter(topic=topic).exists()
    assert client.post(f"/t/{topic.pk}/notices", {"mail": "often"}).status_code == 404


def test_a_muted_conversation_is_silent_everywhere_and_can_be_heard_again(
    quiet: Cast, topic: Topic
) -> None:
    client = quiet.client("newcomer")
    assert topic.title in page(quiet, "newcomer", "/following")
    client.post(f"/t/{topic.pk}/mute")
    assert "Hear of this again" in page(quiet, "newcomer", f"/t/{topic.pk}")
    assert topic.title not in page(quiet, "newcomer", "/following")
    assert topic.title in page(quiet, "newcomer", "/me/notices/follows")
    post = reply(quiet, "outsider", topic)
    work()
    assert "Nell" not in heard(post)
    client.post(f"/t/{topic.pk}/unmute")
    assert not TopicMute.objects.exists()
    assert topic.title in page(quiet, "newcomer", "/following")


def test_read_ones_go_after_a_season_and_unread_ones_after_a_year(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    nell = Notice.objects.filter(member=quiet.people["newcomer"])
    client = quiet.client("newcomer")
    client.get(f"/notices/{nell.earliest('id').pk}", headers=PRESSED)
    clock.shift(timedelta(days=89))
    assert forget_old_notices() == 0
    clock.shift(timedelta(days=2))
    forget_old_notices()
    assert (nell.count(), bell(quiet, "newcomer")) == (2, 2)
    clock.shift(timedelta(days=300))
    forget_old_notices()
    assert (nell.count(), bell(quiet, "newcomer")) == (0, 0)


def test_counts_that_drifted_and_reads_that_met_a_notice_are_put_right(
    quiet: Cast, topic: Topic, clock: time_machine.Coordinates
) -> None:
    nell = quiet.people["newcomer"]
    Member.objects.filter(pk=nell.pk).update(unread_notices=40)
    actions.mark_read(quiet.viewer("newcomer"), topic.pk, 3)  # knows of no notice, tells nobody
    clock.shift(timedelta(minutes=6))
    keep_notices_true()
    assert bell(quiet, "newcomer") == 1
