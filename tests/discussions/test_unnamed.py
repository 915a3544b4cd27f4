"""Asking without one's name: what the asker keeps, what the limit is, and who can find out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from pytest_django import Settings

from alongside.discussions import actions, reads
from alongside.discussions.actions import TokenReused
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import AnonymousAsker, AskerLookup, Draft, Post, ReactionKind
from alongside.discussions.reads.authors import real_author_id, real_author_sql, written_by
from alongside.discussions.reads.unnamed import asking_unnamed
from alongside.kernel.queries import rows
from alongside.kernel.verdicts import Refused
from alongside.people.models import Member
from alongside.people.reads import people_page
from alongside.work.models import Event
from tests.cast import BEGAN, EVERYONE, Cast

FORM = {"space": "open-door", "kind": "question", "title": "Nobody knows", "body": "It is me."}


def ask(cast: Cast, name: str = "parent", title: str = "Nobody knows", token: str = "") -> Post:
    return actions.start_topic(
        cast.viewer(name), space_slug="open-door", kind="question", title=title,
        source="It is me.", token=token or new_token(), unnamed=True,
    )  # fmt: skip


def answer(cast: Cast, name: str, post: Post, source: str = "Me again.") -> Post:
    return actions.post_reply(cast.viewer(name), post.topic_id, source=source, token=new_token())


def test_all_that_the_asker_writes_there_has_one_name_that_is_not_theirs(cast: Cast) -> None:
    parent = cast.people["parent"]
    with time_machine.travel(BEGAN, tick=False):
        opening = ask(cast)
    answer(cast, "newcomer", opening, "Me too.")
    mine = answer(cast, "parent", opening)
    stand_in = opening.author
    assert stand_in is not None
    assert (mine.author, opening.topic.author) == (stand_in, stand_in)
    assert stand_in.stand_in
    assert (stand_in.pk, stand_in.name) != (parent.pk, parent.name)
    assert stand_in.joined_at == opening.created_at == opening.topic.created_at
    # Elsewhere they are themselves.
    elsewhere = answer(cast, "parent", Post.objects.get(topic=cast.topics["public"], number=1))
    assert elsewhere.author == parent


def test_a_post_without_a_name_moves_nothing_that_is_counted_for_its_writer(cast: Cast) -> None:
    before = Member.objects.filter(stand_in=False).order_by("pk").values_list()
    was = list(before)
    opening = ask(cast, "newcomer")
    answer(cast, "newcomer", opening)
    actions.edit_post(cast.viewer("newcomer"), opening.pk, source="Changed", edit_count=0)
    actions.remove_post(cast.viewer("newcomer"), opening.pk)
    assert list(before.all()) == was
    newcomer = cast.people["newcomer"].pk
    events = [event.payload for event in Event.objects.order_by("-id")[:4]]
    assert not any(newcomer == value for body in events for value in body.values())


def test_the_asker_keeps_every_power_over_their_words(cast: Cast) -> None:
    viewer, opening = cast.viewer("parent"), ask(cast)
    mine = answer(cast, "parent", opening)
    shown = reads.topic_page(viewer, opening.topic_id)
    assert shown is not None
    assert shown.asked_by_me
    assert [(post.is_mine, post.may_edit, post.may_remove) for post in shown.posts] == [
        (True, True, True)
    ] * 2
    assert (shown.following, shown.mark, shown.followers) == (True, 2, 1)
    with pytest.raises(Refused, match="yours"):
        actions.give_reaction(viewer, opening.pk, ReactionKind.HUG)
    client = cast.client("parent")
    for post in (opening, mine):
        for page in ("edit", "removal"):
            assert client.get(f"/p/{post.pk}/{page}").status_code == 200
    actions.edit_post(viewer, opening.pk, source="Better", edit_count=0, title="Better title")
    actions.remove_post(viewer, mine.pk)
    opening.topic.refresh_from_db()
    assert (opening.topic.title, opening.topic.reply_count) == ("Better title", 0)


@pytest.mark.parametrize("name", EVERYONE)
def test_nobody_else_has_power_over_them_nor_a_way_to_whose_they_are(cast: Cast, name: str) -> None:
    opening = ask(cast)
    answer(cast, "parent", opening)
    shown = reads.topic_page(cast.viewer(name), opening.topic_id)
    assert shown is not None
    if name != "parent":
        assert not shown.asked_by_me
        assert not any(post.is_mine or post.may_edit or post.may_remove for post in shown.posts)
        with pytest.raises(Refused):
            actions.edit_post(cast.viewer(name), opening.pk, source="Mine!", edit_count=0)
    stand_in = opening.author_id
    client = cast.client(name)
    for address in (f"/m/{stand_in}", f"/manage/people/{stand_in}"):
        assert client.get(address).status_code in {302, 303, 404}, address
    html = client.get(f"/t/{opening.topic_id}").content.decode()
    assert f'"/m/{stand_in}"' not in html
    own_link = f'"/m/{cast.people["parent"].pk}"'
    assert (own_link in html) == (name == "parent")


def test_a_stand_in_is_in_no_list_of_people_and_takes_no_role(cast: Cast) -> None:
    stand_in, admin = ask(cast).author, cast.client("administrator")
    assert stand_in is not None
    viewer = cast.viewer("administrator")
    assert stand_in.name not in {person.name for person in people_page(viewer).people}
    assert people_page(viewer, stand_in.name).people == ()
    for deed in ("role", "block", "unblock"):
        admin.post(f"/manage/people/{stand_in.pk}/{deed}", {"role": "administrator"})
    stand_in.refresh_from_db()
    assert (stand_in.role, stand_in.is_active, stand_in.email) == ("member", False, None)


def test_only_on_their_own_page_stands_what_they_asked(cast: Cast) -> None:
    opening, parent = ask(cast), cast.people["parent"].pk
    for name in EVERYONE:
        html = cast.client(name).get(f"/m/{parent}").content.decode()
        assert (f'href="/t/{opening.topic_id}"' in html) == (name == "parent")
        assert ("Without your name" in html) == (name == "parent")


def test_one_form_asks_once_and_never_turns_into_the_other_choice(cast: Cast) -> None:
    token = new_token()
    first = ask(cast, token=token)
    assert ask(cast, token=token) == first
    # Back brings a fresh form with the old words.
    assert ask(cast) == first
    with pytest.raises(TokenReused) as reused:
        actions.start_topic(
            cast.viewer("parent"), space_slug="open-door", kind="question",
            title="Nobody knows", source="It is me.", token=token,
        )  # fmt: skip
    assert reused.value.post == first
    reply_token = new_token()
    sent = [
        actions.post_reply(cast.viewer("parent"), first.topic_id, source="More", token=reply_token)
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert actions.save_draft(cast.viewer("parent"), "ask", body="late", token=token) is None


def test_it_is_for_now_and_then_and_says_from_when_again(cast: Cast, settings: Settings) -> None:
    limit = settings.ALONGSIDE.anonymous_questions_a_month
    with time_machine.travel(BEGAN, tick=False) as clock:
        for number in range(limit):
            ask(cast, title=f"Number {number}")
            clock.shift(timedelta(days=1))
        with pytest.raises(Refused, match="You can again from 31 March 2026"):
            ask(cast, title="One more")
        client = cast.client("parent")
        html = client.get("/ask").content.decode()
        assert "You asked 3 times without your name" in html
        assert 'value="no_name"' not in html
        # Somebody who chose it before keeps that choice, and every word.
        refused = client.post("/ask", FORM | {"under": "no_name", "token": new_token()})
        html = refused.content.decode()
        assert refused.status_code == 422
        assert "Choose “With my name”" in html
        assert 'value="no_name" checked' in html
        assert "It is me." in html
        clock.move_to(BEGAN + timedelta(days=30, seconds=1))
        assert asking_unnamed(cast.viewer("parent"))
    assert not Post.objects.filter(author=cast.people["parent"], source="It is me.").exists()


def test_an_operator_can_do_without_it(cast: Cast, settings: Settings) -> None:
    settings.ALONGSIDE = type(settings.ALONGSIDE)(anonymous_questions_a_month=0)
    html = cast.client("newcomer").get("/ask").content.decode()
    assert "everybody asks and shares with their name" in html
    with pytest.raises(Refused):
        ask(cast, "newcomer")


def test_the_choice_is_kept_wherever_words_are_kept(cast: Cast) -> None:
    client, chosen = cast.client("newcomer"), FORM | {"under": "no_name", "token": new_token()}
    checked = 'value="no_name" checked'
    for wrong in ({"preview": "1"}, {"title": ""}, {"body": ""}, {"space": "nowhere"}):
        assert checked in client.post("/ask", chosen | wrong).content.decode(), wrong
    client.post("/drafts", chosen | {"place": "ask"})
    assert Draft.objects.get(member=cast.people["newcomer"]).unnamed
    assert checked in client.get("/ask").content.decode()
    assert "Without your name" in client.get("/drafts").content.decode()
    client.post("/drafts", chosen | {"place": "ask", "under": "my_name"})
    assert checked not in client.get("/ask").content.decode()


def test_the_choice_outlives_a_session_that_ended(cast: Cast) -> None:
    client = cast.client("newcomer")
    page = client.get("/ask").content.decode()
    writer = page.partition('name="writer" value="')[2].partition('"')[0]
    kept = client.session.session_key
    assert kept
    client.logout()
    client.post("/ask", FORM | {"under": "no_name", "token": new_token(), "writer": writer})
    client.force_login(cast.people["newcomer"])
    html = client.get("/ask").content.decode()
    assert "nothing was lost" in html
    assert 'value="no_name" checked' in html


def test_the_form_asks_and_the_page_says_so(cast: Cast) -> None:
    client = cast.client("newcomer")
    sent = client.post("/ask", FORM | {"under": "no_name", "token": new_token()}, follow=True)
    asker = AnonymousAsker.objects.get(member=cast.people["newcomer"])
    html = sent.content.decode()
    assert "posted without your name" in html
    assert f"You reply as {asker.stand_in.name}" in html
    reply = client.get(f"/t/{asker.topic_id}/replies?quote=1").content.decode()
    assert f"You reply as {asker.stand_in.name}" in reply
    assert f"**{asker.stand_in.name}**:" in reply
    assert client.post("/ask", FORM | {"under": "sideways"}).status_code == 422


def test_who_is_behind_a_name_for_what_belongs_to_the_person(cast: Cast) -> None:
    opening, parent = ask(cast), cast.people["parent"].pk
    named = Post.objects.get(topic=cast.topics["public"], number=1)
    assert real_author_id(opening.author_id) == real_author_id(named.author_id) == parent
    assert real_author_id(None) is None
    sql = f"SELECT {real_author_sql('p.author_id')} FROM discussions_post p WHERE p.id = %s"
    assert rows(sql, [opening.pk]) == rows(sql, [named.pk]) == [(parent,)]
    assert {opening, named} <= set(Post.objects.filter(written_by(parent)))


def test_an_administrator_finds_out_only_by_saying_why_and_the_asker_reads_it(cast: Cast) -> None:
    topic_id, parent = ask(cast).topic_id, cast.people["parent"]
    address = f"/t/{topic_id}/unnamed"
    for name in ("newcomer", "ambassador", "moderator", "outsider"):
        client = cast.client(name)
        for sent in (client.get(address), client.post(address, {"reason": "Curious"})):
            assert sent.status_code == 404
    admin, own = cast.client("administrator"), f'href="/m/{parent.pk}"'
    assert own not in admin.get(address).content.decode()
    empty = admin.post(address, {"reason": " "})
    assert (empty.status_code, AskerLookup.objects.count()) == (422, 0)
    told = admin.post(address, {"reason": "They wrote of ending it."}, follow=True)
    assert own in told.content.decode()
    assert Event.objects.latest("id").kind == "AskerUncovered"
    html = cast.client("parent").get(address).content.decode()
    assert "They wrote of ending it." in html
    assert cast.people["administrator"].name in html
    # The conversation itself still tells nobody, not even that administrator.
    assert own not in admin.get(f"/t/{topic_id}").content.decode()


def test_where_a_name_stands_there_is_nobody_to_uncover(cast: Cast) -> None:
    viewer, topic = cast.viewer("administrator"), cast.topics["public"]
    assert cast.client("administrator").get(f"/t/{topic.pk}/unnamed").status_code == 404
    with pytest.raises(Http404):
        actions.uncover_asker(viewer, topic.pk, "Why not")
