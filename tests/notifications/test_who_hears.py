"""Who hears of a post, as what, and who does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from alongside.discussions import actions
from alongside.discussions.models import AnonymousAsker, SpaceMember, Topic, TopicFollow
from alongside.kernel.markdown import quoted
from alongside.notifications.fanout import work_on_fanouts
from alongside.notifications.models import Fanout, Notice
from alongside.people.models import Block, Member, Mute
from alongside.people.stand_ins import make_stand_in
from tests.cast import Cast
from tests.notifications.hearing import bell, follow, heard, reply, start, work

pytestmark = pytest.mark.usefixtures("clock")


def test_everybody_who_follows_hears_of_a_reply_but_for_its_author(quiet: Cast) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer", "moderator", "outsider")
    work()
    post = reply(quiet, "outsider", topic)
    work()
    assert heard(post) == {"Pat Rivers": "reply", "Nell": "reply", "Morgan": "reply"}
    assert (bell(quiet, "parent"), bell(quiet, "outsider")) == (1, 0)


def test_a_new_conversation_is_told_to_those_who_follow_the_space(quiet: Cast) -> None:
    actions.follow_space(quiet.viewer("newcomer"), "open-door")
    actions.follow_space(quiet.viewer("parent"), "open-door")
    topic = start(quiet)
    work()
    assert heard(topic.posts.get()) == {"Nell": "space_topic"}
    # One who follows the space hears of the conversation, and not of each reply in it.
    post = reply(quiet, "outsider", topic)
    work()
    assert heard(post) == {"Pat Rivers": "reply"}


def test_what_somebody_may_not_see_is_not_told(quiet: Cast) -> None:
    topic = start(quiet, space=quiet.spaces["membership"].slug)
    for name in ("outsider", "moderator", "ambassador"):
        TopicFollow.objects.create(topic=topic, member=quiet.people[name])
    work()
    post = reply(quiet, "ambassador", topic)
    work()
    assert heard(post) == {"Pat Rivers": "reply", "Morgan": "reply"}
    SpaceMember.objects.create(space=topic.space, member=quiet.people["outsider"])
    post = reply(quiet, "ambassador", topic)
    work()
    assert "Otis" in heard(post)


@pytest.mark.parametrize(
    "who", ["blocks", "is blocked", "mutes", "muted the topic", "inactive", "read it", "unclaimed"]
)
def test_who_does_not_hear(quiet: Cast, who: str) -> None:
    topic, nell, otis = start(quiet), quiet.people["newcomer"], quiet.people["outsider"]
    follow(quiet, topic, "newcomer")
    post = reply(quiet, "outsider", topic)
    if who == "blocks":
        Block.objects.create(member=nell, other=otis)
    if who == "is blocked":
        Block.objects.create(member=otis, other=nell)
    if who == "mutes":
        Mute.objects.create(member=nell, other=otis)
    if who == "muted the topic":
        actions.mute_topic(quiet.viewer("newcomer"), topic.pk)
    if who == "inactive":
        Member.objects.filter(pk=nell.pk).update(is_active=False)
    if who == "read it":
        actions.mark_read(quiet.viewer("newcomer"), topic.pk, post.number)
    if who == "unclaimed":
        Member.objects.filter(pk=nell.pk).update(email=None)
    work()
    assert heard(post) == {"Pat Rivers": "reply"}


def test_the_weightiest_kind_counts(quiet: Cast, clock: time_machine.Coordinates) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer", "outsider")
    words = reply(quiet, "newcomer", topic, "Ice helped us.")
    work()
    clock.shift(timedelta(days=8))
    post = reply(quiet, "outsider", topic, quoted("Nell", words.source) + "Us too.")
    work()
    assert heard(post) == {"Pat Rivers": "silence", "Nell": "quote"}


def test_a_silence_is_only_of_a_question_and_only_as_long_as_the_operator_says(
    quiet: Cast, clock: time_machine.Coordinates
) -> None:
    topic = start(quiet)
    reply(quiet, "outsider", topic)
    clock.shift(timedelta(days=6, hours=23))
    post = reply(quiet, "newcomer", topic)
    work()
    assert heard(post)["Pat Rivers"] == "reply"
    Topic.objects.filter(pk=topic.pk).update(kind="story")
    clock.shift(timedelta(days=30))
    post = reply(quiet, "newcomer", topic)
    work()
    assert heard(post)["Pat Rivers"] == "reply"


def test_somebody_who_does_not_follow_hears_of_being_quoted(quiet: Cast) -> None:
    topic = start(quiet)
    words = reply(quiet, "newcomer", topic, "Ice helped us.")
    actions.unfollow_topic(quiet.viewer("newcomer"), topic.pk)
    post = reply(quiet, "outsider", topic, quoted("Nell", words.source) + "Us too.")
    work()
    assert heard(post)["Nell"] == "quote"


def test_an_edit_tells_only_whom_it_quotes_anew(quiet: Cast) -> None:
    topic = start(quiet)
    one = reply(quiet, "newcomer", topic, "Ice helped us.")
    two = reply(quiet, "ambassador", topic, "Time helped us.")
    post = reply(quiet, "outsider", topic, quoted("Nell", one.source) + "Us too.")
    work()
    assert heard(post) == {"Pat Rivers": "reply", "Nell": "quote", "Amber": "reply"}
    before = Notice.objects.get(post=post, member=quiet.people["newcomer"])
    for name in ("newcomer", "ambassador"):
        actions.mark_read(quiet.viewer(name), topic.pk, 10**6)
    work()
    actions.edit_post(
        quiet.viewer("outsider"), post.pk, edit_count=0,
        source=post.source + "\n" + quoted("Amber", two.source) + "And this.",
    )  # fmt: skip
    work()
    assert heard(post) == {"Pat Rivers": "reply", "Nell": "quote", "Amber": "quote"}
    assert Notice.objects.get(post=post, member=quiet.people["newcomer"]).pk == before.pk
    assert bell(quiet, "ambassador") == 1


def test_whoever_asked_without_a_name_hears_as_themselves_and_not_of_their_own_words(
    quiet: Cast,
) -> None:
    topic, stand_in = start(quiet), make_stand_in()
    topic.posts.update(author=stand_in)
    Topic.objects.filter(pk=topic.pk).update(author=stand_in)
    AnonymousAsker.objects.create(topic=topic, member=quiet.people["parent"], stand_in=stand_in)
    post = reply(quiet, "outsider", topic, quoted(stand_in.name, "We wonder.") + "So do we.")
    work()
    assert heard(post) == {"Pat Rivers": "quote"}
    own = reply(quiet, "ambassador", topic)
    type(own).objects.filter(pk=own.pk).update(author=stand_in)
    work()
    assert heard(own) == {"Otis": "reply"}


def test_telling_again_tells_nobody_twice(quiet: Cast) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    post = reply(quiet, "outsider", topic)
    work()
    Fanout.objects.filter(post=post).update(state="pending", cursor=0)
    while work_on_fanouts():
        pass
    assert Notice.objects.filter(post=post).count() == 2
    assert bell(quiet, "newcomer") == 1


def test_a_removed_post_takes_its_notices_along(quiet: Cast) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    post = reply(quiet, "outsider", topic)
    work()
    assert bell(quiet, "newcomer") == 1
    actions.remove_post(quiet.viewer("outsider"), post.pk)
    work()
    assert heard(post) == {}
    assert bell(quiet, "newcomer") == 0


def test_reading_on_the_site_marks_notices_as_read(quiet: Cast) -> None:
    topic = start(quiet)
    follow(quiet, topic, "newcomer")
    first, second = reply(quiet, "outsider", topic), reply(quiet, "outsider", topic)
    work()
    assert bell(quiet, "newcomer") == 2
    quiet.client("newcomer").post(f"/t/{topic.pk}/reading", {"number": first.number})
    work()
    assert bell(quiet, "newcomer") == 1
    reply(quiet, "newcomer", topic)
    work()
    assert bell(quiet, "newcomer") == 0
    assert Notice.objects.get(post=second, member=quiet.people["newcomer"]).read_at


def test_reading_costs_no_event_where_nothing_waits(quiet: Cast) -> None:
    topic = start(quiet)
    work()
    quiet.client("newcomer").post(f"/t/{topic.pk}/reading", {"number": 1})
    assert work_on_fanouts() == 0
    assert not Notice.objects.filter(member=quiet.people["newcomer"]).exists()


def test_who_asked_without_their_name_is_told_as_themselves_and_uncovered_not_in_silence(
    quiet: Cast,
) -> None:
    asked = actions.start_topic(
        quiet.viewer("parent"), space_slug="open-door", kind="question", title="Am I alone?",
        source="I wonder.", token="a", unnamed=True,
    )  # fmt: skip
    work()
    first = reply(quiet, "outsider", asked.topic)
    work()
    assert heard(first) == {"Pat Rivers": "reply"}
    mine = reply(quiet, "parent", asked.topic)
    work()
    # They replied, so they have read it; and nobody hears of their own.
    assert (bell(quiet, "parent"), heard(mine)) == (0, {"Otis": "reply"})
    actions.uncover_asker(quiet.viewer("administrator"), asked.topic_id, "A life is in danger.")
    work()
    assert bell(quiet, "parent") == 1
    told, client = Notice.objects.get(kind="uncovered"), quiet.client("parent")
    assert f"/notices/{told.pk}" in client.get("/notices").content.decode()
    led_to = client.get(f"/notices/{told.pk}", follow=True)
    assert led_to.request["PATH_INFO"] == f"/t/{asked.topic_id}/unnamed"
    assert "A life is in danger." in led_to.content.decode()
