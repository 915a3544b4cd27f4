"""Editing and removing one's own words."""

from __future__ import annotations

import pytest
from django.http import Http404

from alongside.discussions import actions, reads
from alongside.discussions.actions import EditConflict
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, Topic
from alongside.discussions.reads.writing import post_history
from alongside.kernel.verdicts import Refused
from tests.cast import Cast, word


@pytest.fixture
def mine(cast: Cast) -> Post:
    return actions.post_reply(
        cast.viewer("outsider"), cast.topics["unanswered"].pk, source="First", token=new_token()
    )


def test_an_edit_keeps_what_stood_there(cast: Cast, mine: Post) -> None:
    actions.edit_post(cast.viewer("outsider"), mine.pk, source="Second", edit_count=0)
    history = post_history(cast.viewer("stranger"), mine.pk)
    assert history is not None
    assert [version.html for version in history.versions] == ["<p>Second</p>\n", "<p>First</p>\n"]
    assert history.versions[1].written_at == mine.created_at


def test_two_edits_that_meet_lose_neither_text(cast: Cast, mine: Post) -> None:
    viewer = cast.viewer("outsider")
    actions.edit_post(viewer, mine.pk, source="From my phone", edit_count=0)
    with pytest.raises(EditConflict) as conflict:
        actions.edit_post(viewer, mine.pk, source="From my laptop", edit_count=0)
    assert conflict.value.post.source == "From my phone"


def test_sending_one_edit_twice_is_one_edit(cast: Cast, mine: Post) -> None:
    for _ in range(2):
        actions.edit_post(cast.viewer("outsider"), mine.pk, source="Second", edit_count=0)
    mine.refresh_from_db()
    assert mine.edit_count == 1


@pytest.mark.parametrize("name", ["parent", "moderator", "administrator", "stranger"])
def test_nobody_else_edits_or_removes(cast: Cast, mine: Post, name: str) -> None:
    with pytest.raises(Refused):
        actions.edit_post(cast.viewer(name), mine.pk, source="Not mine", edit_count=0)
    with pytest.raises(Refused):
        actions.remove_post(cast.viewer(name), mine.pk)


def test_the_opening_post_can_change_its_title(cast: Cast) -> None:
    topic = cast.topics["public"]
    opening = topic.posts.get(number=1)
    actions.edit_post(
        cast.viewer("parent"), opening.pk, source=opening.source, edit_count=0, title="Anyone?"
    )
    topic.refresh_from_db()
    assert topic.title == "Anyone?"


def test_a_removed_reply_is_a_tombstone_without_words(cast: Cast, mine: Post) -> None:
    actions.remove_post(cast.viewer("outsider"), mine.pk)
    page = reads.topic_page(cast.viewer("moderator"), mine.topic_id)
    assert page is not None
    assert (page.posts[1].removed_by, page.posts[1].html) == ("author", "")
    assert (page.reply_count, page.first_reply_at, page.last_number) == (0, None, 2)


def test_the_next_reply_after_a_removed_one_takes_a_new_number(cast: Cast, mine: Post) -> None:
    actions.remove_post(cast.viewer("outsider"), mine.pk)
    again = actions.post_reply(
        cast.viewer("outsider"), mine.topic_id, source="Again", token=new_token()
    )
    assert again.number == 3


def test_an_unanswered_question_goes_whole(cast: Cast) -> None:
    topic = cast.topics["unanswered"]
    actions.remove_post(cast.viewer("parent"), topic.posts.get().pk)
    assert reads.topic_page(cast.viewer("parent"), topic.pk) is None
    assert reads.topic_page(cast.viewer("moderator"), topic.pk) is not None


def test_an_answered_question_leaves_its_replies(cast: Cast, mine: Post) -> None:
    opening = Post.objects.get(topic=mine.topic_id, number=1)
    actions.remove_post(cast.viewer("parent"), opening.pk)
    page = reads.topic_page(cast.viewer("stranger"), mine.topic_id)
    assert page is not None
    assert [post.removed_by for post in page.posts] == ["author", ""]


def test_history_of_a_removed_post_is_gone(cast: Cast, mine: Post) -> None:
    viewer = cast.viewer("outsider")
    actions.edit_post(viewer, mine.pk, source="Second", edit_count=0)
    actions.remove_post(viewer, mine.pk)
    assert post_history(viewer, mine.pk) is None


def test_a_removed_post_is_not_removed_twice(cast: Cast) -> None:
    gone = cast.posts["gone by author"]
    with pytest.raises(Refused):
        actions.remove_post(cast.viewer("ambassador"), gone.pk)
    assert word("post removed by its author") in Post.objects.get(pk=gone.pk).source


def test_what_is_hidden_cannot_be_edited(cast: Cast) -> None:
    with pytest.raises(Http404):
        actions.edit_post(
            cast.viewer("outsider"), cast.posts["membership"].pk, source="x", edit_count=0
        )
    assert Topic.objects.get(pk=cast.topics["membership"].pk).revision == 1
