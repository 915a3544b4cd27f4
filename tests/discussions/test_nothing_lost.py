"""Whatever a form meets, every word that was sent is still there."""

from __future__ import annotations

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post
from alongside.discussions.writer import writer_mark
from tests.cast import Cast

WORDS = "I wrote this with one hand, and it took me an hour."


def test_a_session_that_ended_even_in_a_space_that_is_not_public(cast: Cast) -> None:
    for key in ("public", "membership"):
        client = cast.client("stranger")
        address = f"/t/{cast.topics[key].pk}/replies"
        mine = {"writer": writer_mark(cast.viewer("parent"))}
        answer = client.post(address, {"body": WORDS, "token": new_token()} | mine)
        assert answer.status_code == 303
        assert answer["Location"] == f"/sign-in?next={address}"
        client.force_login(cast.people["parent"])
        page = client.get(address).content.decode()
        assert WORDS in page
        assert "nothing was lost" in page.lower()


def test_a_conversation_closed_meanwhile(cast: Cast) -> None:
    topic = cast.topics["unanswered"]
    actions.lock_topic(cast.viewer("moderator"), topic.pk)
    answer = cast.client("parent").post(
        f"/t/{topic.pk}/replies", {"body": WORDS, "token": new_token()}
    )
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


def test_a_space_that_closed_to_me_meanwhile(cast: Cast) -> None:
    client = cast.client("outsider")
    answer = client.post(
        f"/t/{cast.topics['membership'].pk}/replies", {"body": WORDS, "token": new_token()}
    )
    assert answer.status_code == 404
    assert "My drafts" in answer.content.decode()
    assert Draft.objects.get(member=cast.people["outsider"]).body == WORDS
    assert WORDS in client.get("/drafts").content.decode()


def test_the_back_button_and_other_words(cast: Cast) -> None:
    client, topic, token = cast.client("parent"), cast.topics["public"], new_token()
    first = {"body": "What I sent first.", "token": token}
    assert client.post(f"/t/{topic.pk}/replies", first).status_code == 303
    answer = client.post(f"/t/{topic.pk}/replies", {"body": WORDS, "token": token})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert WORDS in page
    assert "What I sent first." in page
    assert token not in page


def test_a_text_that_is_too_long(cast: Cast) -> None:
    body = WORDS * 500
    answer = cast.client("parent").post(
        "/ask", {"body": body, "title": "T", "space": "open-door", "kind": "story"}
    )
    assert answer.status_code == 422
    assert body in answer.content.decode()


def test_an_edit_that_met_another(cast: Cast) -> None:
    post = cast.posts["edited"]
    answer = cast.client("ambassador").post(
        f"/p/{post.pk}/edit", {"body": WORDS, "edit_count": "0"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert WORDS in page
    assert post.source in page
    assert Post.objects.get(pk=post.pk).source == post.source


def test_a_form_that_is_too_old(cast: Cast) -> None:
    client = cast.client("parent", enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "b" * 32
    words = {"body": WORDS, "writer": writer_mark(cast.viewer("parent"))}
    answer = client.post(f"/t/{cast.topics['public'].pk}/replies", words)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


def test_preview_without_scripts_keeps_the_form(cast: Cast) -> None:
    answer = cast.client("parent").post(
        f"/t/{cast.topics['public'].pk}/replies",
        {"body": f"**{WORDS}**", "token": new_token(), "preview": "1"},
    )
    page = answer.content.decode()
    assert f"<strong>{WORDS}</strong>" in page
    assert f"**{WORDS}**" in page
    assert not Post.objects.filter(source__contains=WORDS).exists()


def test_a_draft_says_which_conversation_it_belongs_to_and_never_of_one_unseen(cast: Cast) -> None:
    for key in ("public", "membership"):
        actions.save_draft(
            cast.viewer("outsider"), f"topic:{cast.topics[key].pk}", body=WORDS, token=new_token()
        )
    page = cast.client("outsider").get("/drafts").content.decode()
    assert f"A reply in “{cast.topics['public'].title}”" in page
    assert cast.topics["membership"].title not in page
