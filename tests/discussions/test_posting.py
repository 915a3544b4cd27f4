"""Posting and replying: one form, one post; nothing lost; counters that add up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.discussions import actions
from alongside.discussions.actions import TokenReused
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post, Topic, TopicFollow
from alongside.kernel.verdicts import Refused
from alongside.work.models import Event
from tests.cast import Cast


def test_a_reply_counts_follows_marks_read_and_records_its_event(cast: Cast) -> None:
    topic = cast.topics["unanswered"]
    before = Event.objects.count()
    post = actions.post_reply(
        cast.viewer("newcomer"), topic.pk, source="Same *here*.", token=new_token()
    )
    topic.refresh_from_db()
    assert (post.number, post.html) == (2, "<p>Same <em>here</em>.</p>\n")
    assert (topic.reply_count, topic.last_number, topic.follower_count) == (1, 2, 2)
    assert topic.first_reply_at == topic.last_post_at == post.created_at
    assert TopicFollow.objects.filter(topic=topic, member=cast.people["newcomer"]).exists()
    assert post.topic.read_marks.get(member=cast.people["newcomer"]).last_number == 2
    assert Event.objects.count() == before + 1
    assert Event.objects.latest("id").kind == "PostPublished"


def test_the_same_form_sent_again_is_the_same_post(cast: Cast) -> None:
    viewer, topic, token = cast.viewer("parent"), cast.topics["public"], new_token()
    first = actions.post_reply(viewer, topic.pk, source="Once", token=token)
    assert actions.post_reply(viewer, topic.pk, source="Once", token=token) == first
    assert Post.objects.filter(source="Once").count() == 1


def test_the_same_form_with_other_words_is_refused_and_names_the_first(cast: Cast) -> None:
    viewer, topic, token = cast.viewer("parent"), cast.topics["public"], new_token()
    first = actions.post_reply(viewer, topic.pk, source="Once", token=token)
    with pytest.raises(TokenReused) as reused:
        actions.post_reply(viewer, topic.pk, source="Twice", token=token)
    assert reused.value.post == first
    assert not Post.objects.filter(source="Twice").exists()


def test_a_token_of_one_person_is_nothing_to_another(cast: Cast) -> None:
    topic, token = cast.topics["public"], new_token()
    mine = actions.post_reply(cast.viewer("parent"), topic.pk, source="Mine", token=token)
    theirs = actions.post_reply(cast.viewer("outsider"), topic.pk, source="Theirs", token=token)
    assert mine != theirs


def test_a_closed_conversation_takes_no_reply_and_says_why(cast: Cast) -> None:
    with pytest.raises(Refused, match="closed"):
        actions.post_reply(
            cast.viewer("parent"), cast.topics["locked"].pk, source="Too late", token=new_token()
        )


@pytest.mark.parametrize("name", ["newcomer", "outsider"])
def test_a_hidden_conversation_takes_no_reply_and_does_not_exist(cast: Cast, name: str) -> None:
    with pytest.raises(Http404):
        actions.post_reply(
            cast.viewer(name), cast.topics["membership"].pk, source="Hello?", token=new_token()
        )


def test_somebody_signed_out_cannot_write(cast: Cast) -> None:
    with pytest.raises(Refused, match="Sign in"):
        actions.post_reply(
            cast.viewer("stranger"), cast.topics["public"].pk, source="Hi", token=new_token()
        )


def test_asking_opens_a_topic_once(cast: Cast) -> None:
    viewer, token = cast.viewer("newcomer"), new_token()
    asked = [
        actions.start_topic(
            viewer, space_slug="open-door", kind="question", title="Twitching?", source="Slow",
            token=token,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert asked[0] == asked[1]
    topic = Topic.objects.get(title="Twitching?")
    assert (topic.follower_count, topic.reply_count, topic.last_number) == (1, 0, 1)


def test_posting_ends_the_draft_and_a_late_save_does_not_bring_it_back(cast: Cast) -> None:
    viewer, topic, token = cast.viewer("newcomer"), cast.topics["public"], new_token()
    place = f"topic:{topic.pk}"
    assert actions.save_draft(viewer, place, body="Half a tho", token=token) is not None
    actions.post_reply(viewer, topic.pk, source="Half a thought", token=token)
    assert actions.save_draft(viewer, place, body="Half a thou", token=token) is None
    assert not Draft.objects.filter(member=cast.people["newcomer"]).exists()


def test_the_same_words_a_moment_later_from_a_fresh_form_are_the_same_post(cast: Cast) -> None:
    viewer, topic = cast.viewer("parent"), cast.topics["public"]
    first = actions.post_reply(viewer, topic.pk, source="Thank you", token=new_token())
    assert actions.post_reply(viewer, topic.pk, source="Thank you", token=new_token()) == first
    elsewhere = cast.topics["unanswered"]
    assert actions.post_reply(viewer, elsewhere.pk, source="Thank you", token=new_token()) != first
    Post.objects.filter(pk=first.pk).update(created_at=first.created_at - timedelta(hours=1))
    assert actions.post_reply(viewer, topic.pk, source="Thank you", token=new_token()) != first
