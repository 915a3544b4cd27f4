"""The three reaction buttons stand twice: in the loop over posts, kept plain because it is hot,
and in the answer to a click. A reader must not be able to tell one from the other."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from alongside.discussions import actions
from alongside.discussions.models import ReactionKind
from tests.cast import Cast


def buttons(html: str, post_id: int) -> str:
    found = re.search(rf'<span id="r{post_id}"[^>]*>(.*?)</span>', html, re.DOTALL)
    assert found, f"no reactions to post {post_id}"
    return found[1]


@pytest.mark.parametrize("given", [(), tuple(ReactionKind)])
def test_the_answer_to_a_click_is_what_the_page_shows(
    cast: Cast, client: Client, given: tuple[ReactionKind, ...]
) -> None:
    post, parent = cast.posts["reply"], cast.viewer("parent")
    client.force_login(cast.people["parent"])
    for kind in given:
        actions.give_reaction(parent, post.pk, kind)
    answer = client.post(f"/p/{post.pk}/reactions", {"give": "hug"}, headers={"HX-Request": "true"})
    whole = client.get(f"/t/{post.topic_id}")
    assert buttons(answer.content.decode(), post.pk) == buttons(whole.content.decode(), post.pk)
