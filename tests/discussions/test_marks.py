"""Reactions, follows and read marks: counted right, and the same when said twice."""

from __future__ import annotations

import pytest

from alongside.discussions import actions, reads
from alongside.discussions.models import Post, ReactionKind, Topic
from alongside.kernel.verdicts import Refused
from tests.cast import Cast


def test_one_of_each_kind_from_a_person(cast: Cast) -> None:
    post, viewer = cast.posts["reply"], cast.viewer("parent")
    for kind in (ReactionKind.HUG, ReactionKind.HUG, ReactionKind.BEEN_THERE):
        actions.give_reaction(viewer, post.pk, kind)
    post.refresh_from_db()
    assert (post.hug_count, post.been_there_count, post.helpful_count) == (1, 1, 0)
    page = reads.topic_page(viewer, post.topic_id)
    assert page is not None
    assert page.posts[1].mine == {"hug", "been_there"}


def test_taking_back_counts_once(cast: Cast) -> None:
    post, viewer = cast.posts["reply"], cast.viewer("parent")
    actions.give_reaction(viewer, post.pk, ReactionKind.HUG)
    for _ in range(2):
        actions.take_reaction(viewer, post.pk, ReactionKind.HUG)
    post.refresh_from_db()
    assert post.hug_count == 0


@pytest.mark.parametrize(("name", "key"), [("stranger", "reply"), ("ambassador", "reply")])
def test_nobody_signed_out_and_not_oneself(cast: Cast, name: str, key: str) -> None:
    with pytest.raises(Refused):
        actions.give_reaction(cast.viewer(name), cast.posts[key].pk, ReactionKind.HUG)


def test_a_tombstone_takes_no_reaction(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.give_reaction(
            cast.viewer("parent"), cast.posts["gone by staff"].pk, ReactionKind.HUG
        )


def test_following_twice_counts_once_and_imported_followers_add_up(cast: Cast) -> None:
    topic, viewer = cast.topics["public"], cast.viewer("newcomer")
    Topic.objects.filter(pk=topic.pk).update(imported_follower_count=3)
    before = topic.follower_count
    for _ in range(2):
        actions.follow_topic(viewer, topic.pk)
    page = reads.topic_page(viewer, topic.pk)
    topic.refresh_from_db()
    assert page is not None
    assert (topic.follower_count, page.followers) == (before + 1, before + 4)
    for _ in range(2):
        actions.unfollow_topic(viewer, topic.pk)
    topic.refresh_from_db()
    assert topic.follower_count == before


def test_read_marks_only_go_forwards_and_not_past_the_end(cast: Cast) -> None:
    topic, viewer = cast.topics["public"], cast.viewer("outsider")
    assert actions.mark_read(viewer, topic.pk, 3) == 3
    assert actions.mark_read(viewer, topic.pk, 1) == 3
    last = Topic.objects.get(pk=topic.pk).last_number
    assert actions.mark_read(viewer, topic.pk, 10**8) == last


def test_what_is_new_is_what_i_follow_and_have_not_read(cast: Cast) -> None:
    viewer, topic = cast.viewer("newcomer"), cast.topics["public"]
    assert reads.following_page(viewer).topics == ()
    actions.follow_topic(viewer, topic.pk)
    assert [line.id for line in reads.following_page(viewer).topics] == [topic.pk]
    actions.mark_read(viewer, topic.pk, 10**8)
    assert reads.following_page(viewer).topics == ()


def test_a_followed_space_brings_its_new_conversations(cast: Cast) -> None:
    viewer = cast.viewer("newcomer")
    actions.follow_space(viewer, "open-door")
    assert reads.following_page(viewer).topics == ()
    post = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="story", title="New",
        source="Today", token=actions.drafts.new_token(),
    )  # fmt: skip
    assert [line.id for line in reads.following_page(viewer).topics] == [post.topic_id]
    assert Post.objects.filter(topic=post.topic_id).count() == 1


def test_without_scripts_a_button_says_i_have_read_these(cast: Cast) -> None:
    topic, client = cast.topics["public"], cast.client("outsider")
    last = Topic.objects.get(pk=topic.pk).last_number
    address = f"/t/{topic.pk}"
    assert f'name="read" value="{last}"' in client.get(address).content.decode()
    answer = client.post(f"{address}/reading", {"read": str(last)})
    assert (answer.status_code, answer["Location"]) == (303, f"{address}#post-{last}")
    assert "I have read these" not in client.get(address).content.decode()
    assert client.post(f"{address}/reading", {"number": "1"}).status_code == 204
