"""The yes to keeping a health story: asked in the form of the first words, taken back at will."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post
from alongside.kernel.verdicts import Refused
from alongside.people.actions.consent import agree_to_story, take_back_story
from alongside.people.models import Consent, Member
from alongside.people.viewers import viewer_of
from alongside.people.wordings import story_version, story_wording
from tests.cast import Cast

BOX = 'name="agreed"'


@pytest.fixture
def new(cast: Cast) -> Client:
    """Somebody who has not agreed to anything yet."""
    Consent.objects.filter(member=cast.people["newcomer"]).delete()
    Member.objects.filter(pk=cast.people["newcomer"].pk).update(story_consent=0)
    return cast.client("newcomer")


def ask(space: str, **more: str) -> dict[str, str]:
    words = {"kind": "question", "space": space, "title": "My first one", "body": "It hurts."}
    return {**words, "token": new_token(), **more}


def test_it_is_asked_in_the_form_and_kept_with_its_version(cast: Cast, new: Client) -> None:
    page = new.get("/ask").content.decode()
    assert story_wording(story_version()).sentence in page
    assert BOX in page and "checked>" not in page.split(BOX)[1][:60]
    answer = new.post("/ask", ask("open-door", agreed="yes"))
    assert answer.status_code == 303
    consent = Consent.objects.get(member=cast.people["newcomer"])
    assert (consent.version, consent.withdrawn_at) == (story_version(), None)
    for address in ("/ask", f"/t/{cast.topics['public'].pk}"):
        assert BOX not in new.get(address).content.decode()
    assert new.post("/ask", ask("open-door")).status_code == 303


def test_without_it_nothing_is_kept_and_no_word_is_lost(cast: Cast, new: Client) -> None:
    before = Post.objects.count()
    reply = f"/t/{cast.topics['public'].pk}/replies"
    for address, sent in (("/ask", ask("open-door")), (reply, {"body": "It hurts."})):
        answer = new.post(address, sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "It hurts." in page and 'href="#f-agreed"' in page and 'id="agreed-error"' in page
        # A look at how it will be needs no yes, and a tick stays where something else is wrong.
        assert new.post(address, {**sent, "preview": "1"}).status_code == 200
        again = new.post(address, {**sent, "body": "", "agreed": "yes"}).content.decode()
        assert "required checked>" in again
    draft = new.post("/drafts", {"place": "ask", "body": "It hurts.", "token": new_token()})
    assert (draft.status_code, Draft.objects.filter(body="It hurts.").count()) == (409, 0)
    assert Post.objects.count() == before and not Consent.objects.filter(
        member=cast.people["newcomer"]
    )


def test_the_rule_holds_whoever_calls_the_action(cast: Cast, new: Client) -> None:
    viewer = viewer_of(Member.objects.get(pk=cast.people["newcomer"].pk))
    words = {"source": "By another door.", "token": new_token()}
    with pytest.raises(Refused, match="say yes"):
        actions.post_reply(viewer, cast.topics["public"].pk, **words)
    with pytest.raises(Refused, match="say yes"):
        actions.start_topic(viewer, space_slug="open-door", kind="story", title="A title", **words)
    agreed = agree_to_story(viewer)
    agree_to_story(agreed)
    assert actions.post_reply(agreed, cast.topics["public"].pk, **words).pk
    assert Consent.objects.filter(member_id=viewer.me).count() == 1


def test_taken_back_it_is_asked_again_and_both_times_are_kept(cast: Cast) -> None:
    parent = cast.people["parent"]
    take_back_story(cast.viewer("parent"))
    parent.refresh_from_db()
    assert not viewer_of(parent).may_keep_stories
    client = cast.client("parent")
    assert BOX in client.get("/ask").content.decode()
    # A detail can still be cut out of what stands, and it can be removed.
    post = cast.topics["public"].posts.get(number=1)
    answer = client.post(f"/p/{post.pk}/edit", {"title": "", "body": "Less.", "edit_count": "0"})
    assert answer.status_code == 303
    client.post("/ask", ask("open-door", agreed="yes"))
    ends = (
        Consent.objects.filter(member=parent).order_by("pk").values_list("withdrawn_at", flat=True)
    )
    assert [end is None for end in ends] == [False, True]


def test_other_words_are_asked_about_anew(cast: Cast) -> None:
    Member.objects.filter(pk=cast.people["parent"].pk).update(story_consent=99)
    client = cast.client("parent")
    assert BOX in client.get(f"/t/{cast.topics['public'].pk}").content.decode()
