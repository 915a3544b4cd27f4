"""What the tests about imports and the demo share: places, people, and a check of every counter."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from alongside.discussions.models import Post, ReactionKind, Section, Space, Topic
from alongside.people.models import Member
from alongside.people.viewer import Viewer
from alongside.work.models import Event

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def empty(db: None) -> None:
    """A community before its first day, without the cast that other tests speak of."""
    for model in (Topic, Space, Section, Member, Event):
        model.objects.all().delete()


@pytest.fixture
def space(empty: None) -> Space:
    """The operator's own, open to everyone."""
    section = Section.objects.create(slug="families", name="Families")
    return Space.objects.create(section=section, slug="little-ones", name="Little ones")


@pytest.fixture
def viewer() -> Callable[[Member], Viewer]:
    def make(member: Member) -> Viewer:
        return Viewer(member.pk, member.name, member.role, NEW_YORK, "US")

    return make


@pytest.fixture
def hana(empty: None) -> Member:
    """A real person."""
    return Member.objects.create_member("Hana", "hana@example.net", role="member")


@pytest.fixture
def counters_hold() -> Callable[[], None]:
    """Every counter is the number of the rows it stands for."""

    def check() -> None:
        for space in Space.objects.all():
            topics = space.topics.filter(removed_at=None)
            assert space.topic_count == topics.count(), space
            newest = topics.order_by("last_post_at").last()
            assert space.last_post_at == (newest and newest.last_post_at), space
        for topic in Topic.objects.all():
            _check_topic(topic)
        for post in Post.objects.all():
            for kind in ReactionKind:
                given = post.reactions.filter(kind=kind).count()
                assert getattr(post, f"{kind.value}_count") == given, post

    return check


def _check_topic(topic: Topic) -> None:
    posts = list(topic.posts.order_by("number"))
    standing = [post for post in posts if not post.removed_at]
    replies = [post.created_at for post in standing if post.number > 1]
    assert [post.number for post in posts] == list(range(1, topic.last_number + 1)), topic
    assert topic.reply_count == len(replies), topic
    assert topic.first_reply_at == min(replies, default=None), topic
    newest = max((post.created_at for post in standing), default=topic.created_at)
    assert topic.last_post_at == newest, topic
    assert topic.follower_count == topic.follows.count(), topic
