"""Each rule about seeing has forms that must agree, for every person and every state."""

from __future__ import annotations

import pytest

from alongside.discussions import reads
from alongside.discussions.models import Space, SpaceMember, Topic
from alongside.discussions.rules import (
    may_see_space,
    posts_seen_by,
    spaces_seen_by,
    topic_seen_by_member_sql,
    topics_seen_by,
)
from alongside.kernel.queries import rows
from alongside.people.models import Member
from alongside.people.viewers import viewer_of
from tests.cast import EVERYONE, PLANTED, Cast


@pytest.mark.parametrize("name", EVERYONE)
def test_both_forms_agree_on_every_space(cast: Cast, name: str) -> None:
    viewer = cast.viewer(name)
    seen = set(spaces_seen_by(viewer).values_list("id", flat=True))
    listed = {space.id for section in reads.section_lines(viewer) for space in section.spaces}
    assert seen == listed
    for space in Space.objects.all():
        added = SpaceMember.objects.filter(space=space, member_id=viewer.id or 0).exists()
        assert bool(may_see_space(viewer, space.access, added=added)) == (space.id in seen)
        assert (reads.space_line(viewer, space.slug) is not None) == (space.id in seen)


@pytest.mark.parametrize("name", EVERYONE)
def test_a_topic_page_is_there_for_whoever_the_rule_lets_see_it(cast: Cast, name: str) -> None:
    viewer = cast.viewer(name)
    seen = set(topics_seen_by(viewer).values_list("id", flat=True))
    for topic in Topic.objects.all():
        assert (reads.topic_page(viewer, topic.id) is not None) == (topic.id in seen)
    assert {post.topic_id for post in posts_seen_by(viewer)} <= seen


@pytest.mark.parametrize("name", EVERYONE)
def test_lists_hold_what_the_rule_lets_see_and_nothing_removed(cast: Cast, name: str) -> None:
    viewer = cast.viewer(name)
    listed = reads.topic_list(viewer)
    assert listed is not None
    standing = topics_seen_by(viewer).filter(removed_at=None)
    assert {topic.id for topic in listed.topics} == set(standing.values_list("id", flat=True))


@pytest.mark.parametrize("planted", ["members space", "membership space", "removed topic"])
def test_the_table_of_planted_words_says_who_sees_what(cast: Cast, planted: str) -> None:
    key = planted.split()[0]
    topic = cast.topics[key]
    readers = {name for name in EVERYONE if reads.topic_page(cast.viewer(name), topic.pk)}
    assert readers == set(PLANTED[planted][1])


def test_who_of_all_members_sees_a_topic_agrees_with_what_each_of_them_sees(cast: Cast) -> None:
    """The form for telling many people at once, over every member and every topic."""
    together = set(
        rows(
            "SELECT t.id, m.id FROM discussions_topic t"
            " JOIN discussions_space s ON s.id = t.space_id CROSS JOIN people_member m"
            f" WHERE {topic_seen_by_member_sql()}",
            [],
        )
    )
    one_by_one = {
        (topic_id, member.pk)
        for member in Member.objects.all()
        for topic_id in topics_seen_by(viewer_of(member))
        .filter(removed_at=None)
        .values_list("id", flat=True)
    }
    assert together == one_by_one
    assert len(together) > len(cast.people)
