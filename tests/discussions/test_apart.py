"""A block hides two people from each other wherever conversations are read; a mute is quieter."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.discussions import actions, reads
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post, ReactionKind, Topic
from alongside.discussions.reads.posts import post_line, post_place
from alongside.discussions.reads.writing import my_drafts, own_post, post_history, quoted_post
from alongside.discussions.rules import is_kept_apart, posts_seen_by, topics_seen_by
from alongside.kernel.verdicts import Refused
from alongside.people.actions.apart import keep_apart, let_meet, mute, unmute
from alongside.people.models import Member, Role
from alongside.people.stand_ins import make_stand_in
from alongside.people.viewer import Viewer
from alongside.people.viewers import viewer_of
from tests.cast import EVERYONE, Cast

HIDDEN = "A post that is hidden from you"
# The parent started every conversation of the cast, the ambassador wrote every reply.
PAIR = ("parent", "ambassador")


def looking(cast: Cast, name: str) -> Viewer:
    """As the next page that person opens knows them."""
    if name in ("stranger", "blocked"):
        return cast.viewer(name)
    return viewer_of(Member.objects.get(pk=cast.people[name].pk))


@pytest.fixture(params=[PAIR, PAIR[::-1]], ids=lambda pair: f"{pair[0]} blocks")
def pair(request: pytest.FixtureRequest, cast: Cast) -> tuple[str, ...]:
    """Whoever blocked whom, all must be the same."""
    one, other = request.param
    keep_apart(cast.viewer(one), cast.people[other].pk)
    return PAIR


def listed(viewer: Viewer) -> set[int]:
    page = reads.topic_list(viewer)
    assert page is not None
    return {topic.id for topic in page.topics}


def test_the_one_who_started_it_is_hidden_with_the_conversation(
    cast: Cast, pair: tuple[str, ...]
) -> None:
    topic, viewer = cast.topics["public"], looking(cast, "ambassador")
    for found in (
        reads.topic_page(viewer, topic.pk),
        post_place(viewer, cast.posts["reply"].pk),
        own_post(viewer, cast.posts["reply"].pk),
    ):
        assert found is None
    assert listed(viewer) == set()
    assert reads.newest(viewer, 50) == ()
    assert reads.following_page(viewer).topics == ()
    assert reads.member_topics(viewer, cast.people["parent"].pk, 50) == ()
    for act in (
        lambda: actions.follow_topic(viewer, topic.pk),
        lambda: actions.mark_read(viewer, topic.pk, 1),
        lambda: actions.post_reply(viewer, topic.pk, source="Hello", token=new_token()),
    ):
        with pytest.raises(Http404):
            act()


def test_of_a_reply_only_the_place_is_left(cast: Cast, pair: tuple[str, ...]) -> None:
    post, viewer = cast.posts["edited"], looking(cast, "parent")
    page = reads.topic_page(viewer, post.topic_id)
    assert page is not None
    whole = reads.topic_page(cast.viewer("outsider"), post.topic_id)
    assert whole is not None
    assert [line.number for line in page.posts] == [line.number for line in whole.posts]
    assert page.reply_count == whole.reply_count
    for line in page.posts[1:]:
        assert (line.hidden, line.id, line.html, line.author.id) == (True, 0, "", 0)
    for found in (
        post_place(viewer, post.pk),
        post_line(viewer, post.pk),
        own_post(viewer, post.pk),
        post_history(viewer, post.pk),
        quoted_post(viewer, post.topic_id, post.number),
    ):
        assert found is None
    with pytest.raises(Http404):
        actions.give_reaction(viewer, post.pk, ReactionKind.HUG)


def test_the_page_says_no_more_than_that_something_is_hidden(
    cast: Cast, pair: tuple[str, ...]
) -> None:
    topic = cast.topics["public"]
    html = cast.client("parent").get(f"/t/{topic.pk}").content.decode()
    assert html.count(HIDDEN) == topic.posts.count() - 1
    for told in (cast.people["ambassador"].name, "We have been there too.", "/block"):
        assert told not in html
    assert f"/m/{cast.people['ambassador'].pk}" not in html
    # Everybody else reads on, and so do the two once they have signed out.
    for name in ("stranger", "outsider", "moderator"):
        assert HIDDEN not in cast.client(name).get(f"/t/{topic.pk}").content.decode()


def test_answers_are_the_same_as_of_what_never_was(cast: Cast, pair: tuple[str, ...]) -> None:
    client, other = cast.client("ambassador"), cast.people["parent"].pk
    for path in (
        f"/t/{cast.topics['public'].pk}", f"/m/{other}", f"/p/{cast.posts['reply'].pk}",
        f"/t/{cast.topics['public'].pk}/replies",
    ):  # fmt: skip
        never = path.replace(path.split("/")[2], "987654321")
        answers = [client.get(one) for one in (path, never)]
        assert [answer.status_code for answer in answers] == [404, 404]
        texts = [answer.content.decode() for answer in answers]
        assert texts[0].replace(path, "") == texts[1].replace(never, "")


@pytest.mark.parametrize("name", EVERYONE)
def test_both_forms_agree_for_everyone(cast: Cast, name: str) -> None:
    """Everybody blocks somebody, and everybody's pages hold what the queryset holds."""
    for one, other in (("newcomer", "parent"), ("outsider", "ambassador"), PAIR):
        keep_apart(cast.viewer(one), cast.people[other].pk)
    viewer = looking(cast, name)
    topics = set(topics_seen_by(viewer).values_list("id", flat=True))
    posts = set(posts_seen_by(viewer).values_list("id", flat=True))
    for topic in Topic.objects.all():
        page = reads.topic_page(viewer, topic.id)
        assert (page is not None) == (topic.id in topics)
        shown = {line.id for line in page.posts if not line.hidden} if page else set()
        assert shown == set(topic.posts.values_list("id", flat=True)) & posts
    for post in Post.objects.all():
        seen = post.id in posts
        assert (post_place(viewer, post.id) is not None) == seen
        assert (post_line(viewer, post.id) is not None) == seen
        apart = is_kept_apart(viewer, post.author_id) or is_kept_apart(viewer, post.topic.author_id)
        assert not (apart and seen)
    near = reads.topic_page(viewer, min(topics, default=0))
    assert listed(viewer) == topics - set(
        Topic.objects.exclude(removed_at=None).values_list("id", flat=True)
    )
    assert near is None or {line.id for line in near.nearby} <= topics


def test_a_draft_keeps_its_words_and_loses_the_name_of_its_place(
    cast: Cast, pair: tuple[str, ...]
) -> None:
    Draft.objects.create(
        member=cast.people["ambassador"], place=f"topic:{cast.topics['public'].pk}",
        body="What I wanted to say", write_token=new_token(),
    )  # fmt: skip
    (draft,) = my_drafts(looking(cast, "ambassador"))
    assert (draft.body, draft.conversation) == ("What I wanted to say", "")


def test_whoever_has_no_blocks_asks_nothing_more(cast: Cast) -> None:
    """Nor does anybody whom a block names ask more than whom it hides."""

    def asked(name: str) -> list[str]:
        client: Client = cast.client(name)
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/t/{cast.topics['public'].pk}")
        return [query["sql"] for query in caught]

    asked("stranger")
    before = asked("parent")
    keep_apart(cast.viewer("outsider"), cast.people["ambassador"].pk)
    assert len(asked("parent")) == len(before)
    assert not any("people_block" in sql or "NOT IN" in sql for sql in asked("parent"))
    assert len(asked("outsider")) == len(before) + 1


def test_a_block_sleeps_while_one_of_the_two_is_staff(cast: Cast, pair: tuple[str, ...]) -> None:
    Member.objects.filter(pk=cast.people["ambassador"].pk).update(role=Role.MODERATOR)
    assert looking(cast, "ambassador").hidden == looking(cast, "parent").hidden == frozenset()
    Member.objects.filter(pk=cast.people["ambassador"].pk).update(role=Role.AMBASSADOR)
    assert looking(cast, "parent").hidden == {cast.people["ambassador"].pk}


def test_a_block_does_not_tell_who_asked_without_a_name(cast: Cast, pair: tuple[str, ...]) -> None:
    """Both ways: what a stand-in wrote is there for everyone, and nobody blocks a stand-in."""
    stand_in = make_stand_in()
    topic = cast.topics["public"]
    Topic.objects.filter(pk=topic.pk).update(author=stand_in)
    Post.objects.filter(topic=topic, number=1).update(author=stand_in)
    for name in PAIR:
        page = reads.topic_page(looking(cast, name), topic.pk)
        assert page is not None
        assert not page.posts[0].hidden
        with pytest.raises((Http404, Refused)):
            keep_apart(looking(cast, name), stand_in.pk)


def test_it_is_all_there_again_after_the_block(cast: Cast) -> None:
    one, other = cast.people["parent"], cast.people["ambassador"]
    keep_apart(looking(cast, "parent"), other.pk)
    let_meet(looking(cast, "parent"), other.pk)
    assert looking(cast, "parent").hidden == looking(cast, "ambassador").hidden == frozenset()
    one.refresh_from_db()
    assert not one.has_blocks
    assert reads.topic_page(looking(cast, "ambassador"), cast.topics["public"].pk)


def test_what_a_muted_person_starts_is_not_new_to_me_and_can_be_read(cast: Cast) -> None:
    viewer, parent = cast.viewer("ambassador"), cast.people["parent"]
    post = actions.post_reply(
        cast.viewer("outsider"), cast.topics["public"].pk, source="New", token=new_token()
    )
    assert {topic.id for topic in reads.following_page(viewer).topics} == {post.topic_id}
    mute(viewer, parent.pk)
    assert reads.following_page(viewer).topics == ()
    assert reads.topic_page(viewer, post.topic_id)
    assert post.topic_id in listed(viewer)
    unmute(viewer, parent.pk)
    assert reads.following_page(viewer).topics
