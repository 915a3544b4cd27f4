"""Pages are few queries, the same at one post and at fifty; lists page by keyset."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.discussions import actions, reads
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Topic
from alongside.language.word_rules import Tier
from alongside.words.models import OwnRule, RuleState
from tests.cast import Cast

TOPIC_QUERIES = 8


def queries(cast: Cast, name: str, address: str) -> int:
    client = cast.client(name)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["stranger", "parent", "moderator"])
def test_a_topic_page_takes_the_same_queries_at_one_post_and_at_fifty(
    cast: Cast, name: str
) -> None:
    topic = cast.topics["unanswered"]
    at_one = queries(cast, name, f"/t/{topic.pk}")
    for number in range(49):
        actions.post_reply(
            cast.viewer("parent"), topic.pk, source=f"Reply {number}", token=new_token()
        )
    at_fifty = queries(cast, name, f"/t/{topic.pk}")
    assert at_one == at_fifty == queries(cast, name, f"/t/{topic.pk}?page=3")
    assert at_fifty <= TOPIC_QUERIES


@pytest.mark.parametrize("name", ["stranger", "parent", "moderator"])
def test_hidden_words_cost_one_question_more_and_the_same_at_one_post_and_at_twenty(
    cast: Cast, name: str
) -> None:
    topic = cast.topics["unanswered"]
    without = queries(cast, name, f"/t/{topic.pk}")
    OwnRule.objects.create(word="blorpish", tier=Tier.MASK, state=RuleState.LIVE)
    seen = []
    for number in range(19):
        source = f"A blorpish reply {number}"
        actions.post_reply(cast.viewer("parent"), topic.pk, source=source, token=new_token())
        seen += [queries(cast, name, f"/t/{topic.pk}")] if number in (0, 18) else []
    assert seen == [without + 1] * 2
    assert seen[0] <= TOPIC_QUERIES


def test_twenty_posts_a_page_and_the_last_page_by_name(cast: Cast) -> None:
    viewer, topic = cast.viewer("parent"), cast.topics["unanswered"]
    for number in range(24):
        actions.post_reply(viewer, topic.pk, source=f"Reply {number}", token=new_token())
    first, last = reads.topic_page(viewer, topic.pk), reads.topic_page(viewer, topic.pk, None)
    assert first is not None
    assert last is not None
    assert [post.number for post in first.posts] == list(range(1, 21))
    assert [post.number for post in last.posts] == list(range(21, 26))
    assert last.pages.count == 2
    assert reads.topic_page(viewer, topic.pk, 3) is None
    assert reads.topic_page(viewer, topic.pk, 0) is None


def test_keyset_pages_show_each_conversation_once_though_times_are_the_same(cast: Cast) -> None:
    viewer = cast.viewer("parent")
    for number in range(45):
        actions.start_topic(
            viewer, space_slug="open-door", kind="story", title=f"Story {number}", source="Words",
            token=new_token(),
        )  # fmt: skip
    # Three groups of the same time, so that only the id tells their rows apart.
    newest = Topic.objects.latest("id").last_post_at
    for row in Topic.objects.all():
        Topic.objects.filter(pk=row.pk).update(last_post_at=newest - timedelta(hours=row.pk % 3))
    seen: list[int] = []
    after = ""
    while True:
        page = reads.topic_list(viewer, after=after)
        assert page is not None
        seen += [topic.id for topic in page.topics]
        after = page.older
        if not after:
            break
    standing = Topic.objects.filter(removed_at=None)
    assert len(seen) == len(set(seen)) == standing.count()
    assert seen == list(standing.order_by("-last_post_at", "-id").values_list("id", flat=True))


@pytest.mark.parametrize("after", ["nonsense", "AAAA", "OTk5OTk5OTk5OTk5OTk5OTk5OTkuMQ", "é"])
def test_a_made_up_cursor_is_the_first_page(cast: Cast, after: str) -> None:
    viewer = cast.viewer("parent")
    assert reads.topic_list(viewer, after=after) == reads.topic_list(viewer)


def test_unanswered_and_followed_lists(cast: Cast) -> None:
    viewer = cast.viewer("parent")
    unanswered = reads.topic_list(viewer, show="unanswered")
    assert unanswered is not None
    assert all(topic.reply_count == 0 for topic in unanswered.topics)
    assert cast.topics["unanswered"].pk in {topic.id for topic in unanswered.topics}
    followed = reads.topic_list(cast.viewer("ambassador"), show="followed")
    assert followed is not None
    assert cast.topics["unanswered"].pk not in {topic.id for topic in followed.topics}
    assert cast.topics["public"].pk in {topic.id for topic in followed.topics}
