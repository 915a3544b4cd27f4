"""Leaving in each of the three ways: afterwards nothing in the database leads to who left."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post, ReactionKind, Topic
from alongside.exchange.leaving import due, ledger
from alongside.exchange.leaving.asking import ask_to_leave, keep_account
from alongside.exchange.leaving.rest import PEOPLE
from alongside.exchange.models import Leaving, LeavingChoice
from alongside.kernel.hiding import MARK, MARKED
from alongside.kernel.markdown import quoted, render
from alongside.kernel.verdicts import Refused
from alongside.language.word_rules import Tier
from alongside.people.models import Member, Role
from alongside.people.viewers import viewer_of
from alongside.words.models import OwnRule, RuleState
from alongside.work.models import Event
from tests.cast import Cast
from tests.exchange.everything import everything, where
from tests.exchange.signing import sign_in_lately

NAME, ADDRESS, SAID = "Linnet Quade", "linnet.hides@example.org", "The murmurstone sank at noon."
OLD, DRAFT, TITLE = "the first wexlight", "an unsaid brindlewick", "About the thornapple"


@pytest.fixture(autouse=True)
def _own_ledger(settings: settings, tmp_path: Path) -> None:  # type: ignore[valid-type]
    settings.DATA_DIR = tmp_path


@pytest.fixture
def linnet(cast: Cast) -> Member:
    """Somebody who left traces in every place there is."""
    member = Member.objects.create_member(
        NAME, ADDRESS, role=Role.MEMBER, about="the gorsefinch", story_consent=1,
        last_login=timezone.now(),
    )  # fmt: skip
    member.emailaddress_set.create(email=ADDRESS, verified=True, primary=True)  # type: ignore[attr-defined]
    me = viewer_of(member)
    own = actions.start_topic(
        me, space_slug="open-door", kind="story", title=TITLE, source=OLD, token=new_token()
    )
    actions.edit_post(
        me, own.pk, source=f"{SAID}\n\nI am {NAME}, write to {ADDRESS}.", edit_count=0
    )
    reply = actions.post_reply(
        me, cast.topics["public"].pk, source="What helped us was a glimmerhook.", token=new_token()
    )
    gone = actions.post_reply(
        me, own.topic_id, source="Taken back: fernwhistle.", token=new_token()
    )
    actions.remove_post(me, gone.pk)
    others = cast.viewer("parent")
    actions.post_reply(
        others, own.topic_id, token=new_token(),
        source=f"{quoted(NAME, SAID)}Thank you {NAME}. And linnet quade's idea.",
    )  # fmt: skip
    actions.post_reply(
        others, cast.topics["unanswered"].pk,
        token=new_token(), source=f"> {SAID}\n\nSomebody said that. Ask {ADDRESS}.",
    )  # fmt: skip
    actions.give_reaction(me, cast.posts["reply"].pk, ReactionKind.HUG)
    actions.follow_topic(me, cast.topics["unanswered"].pk)
    Draft.objects.create(member=member, place="ask", body=DRAFT, write_token=new_token())
    Draft.objects.create(
        member=cast.people["parent"], place=f"topic:{own.topic_id}", write_token=new_token(),
        body=quoted(NAME, SAID),
    )  # fmt: skip
    assert reply.pk
    return member


def leave(member: Member, choice: LeavingChoice) -> None:
    ask_to_leave(viewer_of(member), choice)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=False):
        assert due.erase_due() == 1
    assert not Leaving.objects.exists()


def test_posts_stay_under_a_name_for_each_conversation(cast: Cast, linnet: Member) -> None:
    leave(linnet, LeavingChoice.KEEP)
    posts = [Post.objects.get(source__startswith=text) for text in (SAID, "What helped us")]
    one, other = (post.author for post in posts if post.author)
    assert one.stand_in and other.stand_in and one.name != other.name
    assert Topic.objects.get(title=TITLE).author == one
    # What they said of themselves, and our line above a quote of them, say the other name.
    assert f"I am {one.name}, write to [address removed]." in posts[0].source
    assert one.name in posts[0].html
    answer = Post.objects.get(source__contains="Thank you")
    assert f"**{one.name}**:" in answer.source and f"<strong>{one.name}</strong>" in answer.html
    told = everything()
    for words in (ADDRESS, "gorsefinch", DRAFT, "fernwhistle", f"**{NAME}**"):
        assert where(words, told) == [], words
    # What others said in their own words stays: they chose that.
    assert where(NAME, told) == ["discussions_post.html", "discussions_post.source"]
    assert not Member.objects.filter(pk=linnet.pk).exists()


def test_a_hidden_word_stays_hidden_in_words_that_stay(cast: Cast, linnet: Member) -> None:
    OwnRule.objects.create(word="blorpish", tier=Tier.MASK, state=RuleState.LIVE)
    me, said = viewer_of(linnet), f"I am {NAME} the blorpish one"
    post = actions.start_topic(
        me, space_slug="open-door", kind="story", title=said, source=said, token=new_token()
    )
    actions.edit_post(me, post.pk, source=f"{said}.", edit_count=0)
    leave(linnet, LeavingChoice.KEEP)
    post.refresh_from_db()
    assert post.author is not None
    now = f"I am {post.author.name} the blorpish one"
    shown = now.replace("blorpish", MARK)
    topic, old = Topic.objects.get(pk=post.topic_id), post.revisions.get()
    assert (post.source, post.whole_html) == (f"{now}.", render(f"{now}."))
    assert MARKED in post.html and MARKED in old.html
    assert (topic.title, topic.whole_title) == (old.title, old.whole_title) == (shown, now)


@pytest.mark.parametrize("choice", [LeavingChoice.WORDS, LeavingChoice.MENTIONS])
def test_words_go_and_tombstones_stay(cast: Cast, linnet: Member, choice: LeavingChoice) -> None:
    topic = Topic.objects.get(title=TITLE)
    leave(linnet, choice)
    told = everything()
    for words in (ADDRESS, "gorsefinch", DRAFT, "fernwhistle", OLD, "thornapple", "glimmerhook"):
        assert where(words, told) == [], words
    numbers = list(topic.posts.order_by("number").values_list("number", "removed_by"))
    assert numbers == [(1, "author"), (2, "author"), (3, "")]
    page = cast.client("parent").get(f"/t/{topic.pk}").content.decode()
    assert page.count("Removed by its author") == 2 and "Thank you" in page
    if choice == LeavingChoice.WORDS:
        assert "Somebody who left" in page and "murmurstone" in page
        assert where(f"**{NAME}**", told) == []
    else:
        assert where(NAME, told) == where("murmurstone", told) == []
        assert "[a quote was removed]" in page
        assert "Thank you [name removed]. And [name removed]'s idea." in page


def test_nothing_joins_what_stays(cast: Cast, linnet: Member) -> None:
    number = linnet.pk
    assert Event.objects.filter(payload__author_id=number).exists()
    leave(linnet, LeavingChoice.KEEP)
    for key in PEOPLE:
        assert not Event.objects.filter(**{f"payload__{key}": number}).exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for key in connection.introspection.get_relations(cursor, table).items():
                if key[1][1] == "people_member":
                    cursor.execute(f"SELECT 1 FROM {table} WHERE {key[0]} = %s", [number])
                    assert cursor.fetchone() is None, (table, key)


def test_counters_hold_afterwards(
    cast: Cast, linnet: Member, counters_hold: Callable[[], None]
) -> None:
    leave(linnet, LeavingChoice.MENTIONS)
    counters_hold()


def test_the_account_can_be_taken_back(cast: Cast, linnet: Member) -> None:
    client = Client()
    client.force_login(linnet)
    sign_in_lately(client, linnet)
    assert client.post("/me/data/leaving", {}).status_code == 422
    summary = client.post("/me/data/leaving", {"choice": "words"}).content.decode()
    assert "2 posts" in summary and not Leaving.objects.exists()
    answer = client.post("/me/data/leaving", {"choice": "words", "confirm": "yes"})
    assert answer["Location"] == "/left"
    assert client.get("/me/data").status_code == 303
    assert mail.outbox[-1].to == [ADDRESS] and "/me/leaving" in mail.outbox[-1].body
    client.force_login(linnet)
    for address in ("/", "/ask", "/me/data"):
        assert client.get(address)["Location"] == "/me/leaving"
    assert "Keep my account" in client.get("/me/leaving").content.decode()
    client.post("/me/leaving/end")
    assert client.get("/ask").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        assert due.erase_due() == 0
    assert Member.objects.filter(pk=linnet.pk, leaving_since=None).exists()


def test_taking_it_back_while_it_is_being_deleted(
    cast: Cast, linnet: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow part reads without a lock: somebody may come back meanwhile."""
    look = due.erase_leaving.__globals__["find_in_others"]

    def come_back(*what: object) -> object:
        keep_account(viewer_of(linnet))
        return look(*what)

    monkeypatch.setitem(due.erase_leaving.__globals__, "find_in_others", come_back)
    leave(linnet, LeavingChoice.WORDS)
    assert Member.objects.filter(pk=linnet.pk).exists() and not ledger.ledger_path().exists()


def test_the_last_administrator_stays(cast: Cast) -> None:
    ada = viewer_of(cast.people["administrator"])
    with pytest.raises(Refused, match="only administrator"):
        ask_to_leave(ada, LeavingChoice.KEEP)
    page = cast.client("administrator").get("/me/data").content.decode()
    assert "only administrator" in page and "/me/data/leaving" not in page
    second = Member.objects.create_member("Beryl", "beryl@example.org", role=Role.ADMINISTRATOR)
    ask_to_leave(ada, LeavingChoice.KEEP)
    with pytest.raises(Refused):
        ask_to_leave(viewer_of(second), LeavingChoice.KEEP)


def test_one_who_signed_in_long_ago_shows_once_more_who_they_are(cast: Cast) -> None:
    client = cast.client("parent")
    for address in ("/me/data/leaving", "/me/data/words", "/me/data/file"):
        for answer in (client.get(address), client.post(address, {"choice": "keep"})):
            assert answer["Location"].startswith("/me/confirm"), address
    assert not Leaving.objects.exists()


def test_both_ends_are_told_by_mail(cast: Cast, linnet: Member) -> None:
    leave(linnet, LeavingChoice.KEEP)
    assert [message.to for message in mail.outbox] == [[ADDRESS]] * 2
    assert [message.subject for message in mail.outbox] == [
        "Your account will be deleted", "Your account is deleted",
    ]  # fmt: skip


def test_a_common_word_as_a_name_is_left_alone_elsewhere(cast: Cast) -> None:
    hope = Member.objects.create_member("Hope", "hope@example.org", story_consent=1)
    said = actions.post_reply(
        cast.viewer("parent"), cast.topics["unanswered"].pk, token=new_token(),
        source="Hope helps. I hope so. Ask @Hope.",
    )  # fmt: skip
    leave(hope, LeavingChoice.MENTIONS)
    said.refresh_from_db()
    assert said.source == "Hope helps. I hope so. Ask [name removed]."


def test_every_person_in_an_event_is_known() -> None:
    """An event that names a person in another way would keep who wrote what."""
    source = Path(due.__file__).parents[2]
    fields = {
        name
        for file in source.glob("*/events.py")
        for name in re.findall(r"^    (\w+): (?:int|list\[int\])", file.read_text(), re.MULTILINE)
    }
    things = {
        "topic_id",
        "post_id",
        "thread_id",
        "message_id",
        "report_id",
        "number",
        "quoted",
        "rule_id",
    }
    assert fields - things == set(PEOPLE)
