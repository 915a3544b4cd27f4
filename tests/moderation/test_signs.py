"""A post that tells of danger goes out, its author is told whom to call, and staff look first."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from alongside.config.wiring import HANDLERS
from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import CareNote, Post
from alongside.home.urgency import KINDS, urgent_help
from alongside.language import Finding
from alongside.moderation.models import UrgentSign
from alongside.moderation.reads.signs import signs_page
from alongside.people.models import Member
from alongside.work.worker import run_once
from tests.cast import EVERYONE, STAFF, Cast

SOURCE = "I am going to kill myself tonight."
CALL = 'href="tel:988"'


def work() -> None:
    while run_once(HANDLERS):
        pass


@pytest.fixture
def post(cast: Cast) -> Post:
    return actions.post_reply(
        cast.viewer("parent"), cast.topics["public"].pk, source=SOURCE, token=new_token()
    )


def test_it_is_posted_and_the_author_alone_is_told_whom_to_call(cast: Cast, post: Post) -> None:
    page = f"/t/{post.topic_id}"
    told = {name: CALL in cast.client(name).get(page).content.decode() for name in EVERYONE}
    assert told == {name: name == "parent" for name in EVERYONE}
    client = cast.client("parent")
    assert client.post(f"/p/{post.pk}/care").status_code == 303
    assert CALL not in client.get(page).content.decode()


def test_nobody_else_takes_the_note_away(cast: Cast, post: Post) -> None:
    cast.client("moderator").post(f"/p/{post.pk}/care")
    assert CareNote.objects.get(post=post).taken_away_at is None


def test_the_preview_says_it_before(cast: Cast) -> None:
    answer = cast.client("parent").post(
        f"/t/{cast.topics['public'].pk}/replies", {"body": SOURCE, "preview": "1"}
    )
    assert CALL in answer.content.decode()


def test_staff_look_first_and_say_so(cast: Cast, post: Post) -> None:
    work()
    moderator = cast.client("moderator")
    page = moderator.get("/manage/first").content.decode()
    assert f"#post-{post.number}" in page
    assert UrgentSign.objects.get(post=post).reason in page
    assert SOURCE not in page
    moderator.post(f"/manage/first/{post.pk}/seen")
    assert "Nothing waits" in moderator.get("/manage/first").content.decode()
    assert "Seen by Morgan" in moderator.get("/manage/first?show=seen").content.decode()
    sign = UrgentSign.objects.get(post=post)
    assert sign.seen_by == cast.people["moderator"]
    cast.client("administrator").post(f"/manage/first/{post.pk}/seen")
    sign.refresh_from_db()
    assert sign.seen_by == cast.people["moderator"]


def test_it_is_there_for_staff_and_for_nobody_else(cast: Cast, post: Post) -> None:
    work()
    for name in EVERYONE:
        answer = cast.client(name).get("/manage/first")
        assert (answer.status_code == 200) == (name in STAFF)
        assert bool(signs_page(cast.viewer(name), "waiting").posts) == (name in STAFF)
        if name not in STAFF:
            assert cast.client(name).post(f"/manage/first/{post.pk}/seen").status_code in (303, 404)
    assert UrgentSign.objects.get(post=post).seen_at is None


def test_what_is_taken_back_is_gone_from_the_list(cast: Cast, post: Post) -> None:
    work()
    actions.remove_post(cast.viewer("parent"), post.pk)
    assert signs_page(cast.viewer("moderator"), "waiting").posts == ()
    assert CALL not in cast.client("parent").get(f"/t/{post.topic_id}").content.decode()


def test_who_asked_without_a_name_stays_unnamed(cast: Cast) -> None:
    post = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", title="Tonight",
        source=SOURCE, token=new_token(), unnamed=True,
    )  # fmt: skip
    work()
    page = cast.client("moderator").get("/manage/first").content.decode()
    assert post.author is not None
    assert post.author.name in page
    assert "Pat Rivers" not in page
    assert CALL in cast.client("parent").get(f"/t/{post.topic_id}").content.decode()


def test_an_edit_is_read_again(cast: Cast) -> None:
    viewer, topic = cast.viewer("parent"), cast.topics["public"]
    post = actions.post_reply(viewer, topic.pk, source="We are fine.", token=new_token())
    assert not CareNote.objects.filter(post=post).exists()
    actions.edit_post(viewer, post.pk, source=SOURCE, edit_count=0)
    cast.client("parent").post(f"/p/{post.pk}/care")
    # The same sign again brings nothing back that was taken away.
    actions.edit_post(viewer, post.pk, source=f"{SOURCE} Sorry.", edit_count=1)
    assert CareNote.objects.get(post=post).taken_away_at is not None
    work()
    assert UrgentSign.objects.filter(post=post).count() == 1
    actions.edit_post(viewer, post.pk, source="I am safe now.", edit_count=2)
    assert CareNote.objects.get(post=post).signs == []


def test_the_most_urgent_stands_first_and_each_country_has_its_number(cast: Cast) -> None:
    signs = [Finding(0, 1, kind, f"en/{kind}", f"{kind}.") for kind in ("suicide", "stroke")]
    help_here = urgent_help(cast.viewer("parent"), signs)
    assert help_here.title == "If this is happening now, call 911"
    assert [one.reason for one in help_here.advice][:2] == ["stroke.", "suicide."]
    assert [one.number for one in help_here.numbers] == ["911", "988"]
    Member.objects.filter(pk=cast.people["parent"].pk).update(country="GB")
    page = cast.client("parent").post("/reading", {"body": SOURCE}).content.decode()
    assert 'href="tel:116123"' in page
    assert "999" in page


def test_no_kind_of_sign_is_without_words_of_what_to_do() -> None:
    text = files("alongside.language.urgent").joinpath("en.toml").read_text(encoding="utf-8")
    kinds = {sign["name"].partition("/")[0] for sign in tomllib.loads(text)["sign"]}
    assert kinds <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_to_do(cast: Cast, kind: str) -> None:
    found = urgent_help(cast.viewer("parent"), [Finding(0, 1, kind, f"en/{kind}/x", "Seen.")])
    assert found.numbers
    assert all(advice.words or advice.reason for advice in found.advice)
