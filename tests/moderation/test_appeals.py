"""An author asks about a hidden word; a moderator who did not write it answers."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import Client

from alongside.discussions import actions as talk
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import MaskedWord, Post
from alongside.kernel.verdicts import Refused
from alongside.moderation import actions, reads
from alongside.words.models import OwnRule, RuleState
from tests.cast import EVERYONE, STAFF, Cast

HIDDEN = "blorpish"


def hidden_word(
    cast: Cast, who: str = "ambassador", topic: str = "public", more: str = ""
) -> MaskedWord:
    rule, _ = OwnRule.objects.get_or_create(
        word=HIDDEN, tier="mask", reason="It hurts.", state=RuleState.LIVE
    )
    post = talk.post_reply(
        cast.viewer(who), cast.topics[topic].pk, token=new_token(),
        source=f"They called him {HIDDEN} in the street. So {HIDDEN}!{more}",
    )  # fmt: skip
    talk.appeal(cast.viewer(who), post.pk, str(rule))
    return MaskedWord.objects.filter(post=post).order_by("pk")[0]


def shown(client: Client, post: Post) -> str:
    return client.get(f"/t/{post.topic_id}").content.decode()


def test_it_is_shown_again_in_that_post_alone(cast: Cast) -> None:
    word, other = hidden_word(cast), hidden_word(cast, more=" Truly.")
    moderator, parent = cast.client("moderator"), cast.client("parent")
    assert HIDDEN not in shown(parent, word.post)
    listed = moderator.get("/manage/words/appeals").content.decode()
    assert listed.count(f"“{HIDDEN}”") == 2
    assert "2 people wait" in moderator.get("/manage/words").content.decode()
    path = f"/manage/words/appeals/{word.pk}"
    page = moderator.get(path).content.decode()
    assert f"They called him <mark>{HIDDEN}</mark> in the street" in page
    assert "It hurts." in page
    moderator.post(f"{path}/answer", {"decision": "show", "answer": "You tell of it."})
    assert shown(parent, word.post).count(HIDDEN) == 2
    assert "You tell of it." in moderator.get("/manage/words/appeals").content.decode()
    other.refresh_from_db()
    assert other.ruling == "appealed"


def test_it_stays_hidden_and_the_author_reads_why(cast: Cast) -> None:
    word = hidden_word(cast)
    actions.answer_appeal(cast.viewer("moderator"), word.pk, show=False, answer="It is meant.")
    assert HIDDEN not in shown(cast.client("parent"), word.post)
    assert "It is meant." in shown(cast.client("ambassador"), word.post)
    with pytest.raises(Http404):
        actions.answer_appeal(cast.viewer("administrator"), word.pk, show=True, answer="x")


@pytest.mark.parametrize(
    "sent", [{"decision": "show"}, {"answer": "x"}, {"decision": "x", "answer": "x" * 501}]
)
def test_an_answer_needs_a_choice_and_a_reason(cast: Cast, sent: dict[str, str]) -> None:
    word = hidden_word(cast)
    answer = cast.client("moderator").post(f"/manage/words/appeals/{word.pk}/answer", sent)
    assert answer.status_code == 422
    assert sent.get("answer", "") in answer.content.decode()
    word.refresh_from_db()
    assert word.ruling == "appealed"


def test_nobody_answers_themselves(cast: Cast) -> None:
    word = hidden_word(cast, "moderator")
    client, path = cast.client("moderator"), f"/manage/words/appeals/{word.pk}"
    page = client.get(path).content.decode()
    assert "Another moderator decides" in page
    assert f"{path}/answer" not in page
    sent = {"decision": "show", "answer": "Mine."}
    assert client.post(f"{path}/answer", sent).status_code == 422
    with pytest.raises(Refused):
        actions.answer_appeal(cast.viewer("moderator"), word.pk, show=True, answer="Mine.")
    assert f"{path}/answer" in cast.client("administrator").get(path).content.decode()


@pytest.mark.parametrize("name", EVERYONE)
def test_only_staff_see_who_asks(cast: Cast, name: str) -> None:
    word = hidden_word(cast, topic="membership")
    viewer, client = cast.viewer(name), cast.client(name)
    assert reads.waiting_appeals(viewer) == (1 if name in STAFF else 0)
    status = client.get(f"/manage/words/appeals/{word.pk}").status_code
    assert status == (200 if name in STAFF else 404)
    if name not in STAFF:
        with pytest.raises(Http404):
            actions.answer_appeal(viewer, word.pk, show=True, answer="x")


def test_what_was_removed_meanwhile_waits_no_more(cast: Cast) -> None:
    word = hidden_word(cast)
    talk.remove_post(cast.viewer("ambassador"), word.post_id)
    assert reads.waiting_appeals(cast.viewer("moderator")) == 0
