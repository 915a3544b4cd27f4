"""Taking one's data along: all of it, nobody else's, in the session that asked and for a day."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post
from alongside.exchange.models import DataExport
from alongside.exchange.taking import making, sweeping
from alongside.exchange.taking.archive import SECTIONS
from alongside.kernel.hiding import MARK
from alongside.kernel.markdown import quoted
from alongside.language.word_rules import Tier
from alongside.people.models import Block, Member, Session
from alongside.words.models import OwnRule, RuleState
from alongside.work.models import WorkState
from tests.cast import Cast
from tests.exchange.signing import sign_in_lately

ASK = "/me/data/file"


@pytest.fixture(autouse=True)
def _own_folder(settings: settings, tmp_path: Path) -> None:  # type: ignore[valid-type]
    settings.DATA_DIR = tmp_path


@pytest.fixture
def pat(cast: Cast) -> Client:
    return sign_in_lately(Client(), cast.people["parent"])


def fetched(client: Client) -> HttpResponse:
    export = DataExport.objects.latest("pk")
    return client.get(f"{ASK}/{export.secret}")


def made(client: Client) -> zipfile.ZipFile:
    assert client.post(ASK)["Location"] == "/me/data#file"
    assert making.make_due() == 1
    answer = fetched(client)
    assert answer["Cache-Control"] == "no-store"
    return zipfile.ZipFile(BytesIO(b"".join(answer)))  # type: ignore[arg-type]


def test_everything_i_wrote_and_gave_is_in_it(cast: Cast, pat: Client) -> None:
    Block.objects.create(member=cast.people["parent"], other=cast.people["outsider"])
    actions.edit_post(
        cast.viewer("parent"), cast.topics["public"].posts.get(number=1).pk,
        source="The opening words, edited.", edit_count=0,
    )  # fmt: skip
    archive = made(pat)
    assert archive.testzip() is None
    data = json.loads(archive.read("my-data.json"))
    assert {row["conversation"] for row in data["posts"]} >= {"Has anyone had this?"}
    opening = next(row for row in data["posts"] if row["text"] == "The opening words, edited.")
    assert opening["address"].endswith(f"/p/{cast.topics['public'].posts.get(number=1).pk}")
    assert data["earlier"][0]["text"].startswith("The opening words of Has anyone")
    assert data["drafts"][0]["text"] == "brontide"
    assert data["profile"][0]["email"] == cast.people["parent"].email
    assert data["consents"][0]["sentence"].startswith("Yes, keep")
    assert data["people"] == [
        {"name": "Otis", "what": "You blocked them", "since": data["people"][0]["since"]}
    ]
    assert len(data["follows"]) == 6 and data["read"] and data["sessions"] and data["files"] == []
    pages = {name for name in archive.namelist() if name.endswith(".html")}
    index = archive.read("index.html").decode()
    assert {"index.html", "posts-1.html", "drafts-1.html"} <= pages
    assert all(f'href="{name}"' in index for name in pages - {"index.html"})
    assert "<h1>" in index and {"style.css", "README.txt"} <= set(archive.namelist())
    assert "Zone: America/New_York" in archive.read("profile-1.html").decode()


def test_my_own_words_are_whole_in_it_and_a_title_of_others_is_as_they_show_it(
    cast: Cast, pat: Client
) -> None:
    OwnRule.objects.create(word="blorpish", tier=Tier.MASK, state=RuleState.LIVE)
    for name in ("parent", "outsider"):
        post = actions.start_topic(
            cast.viewer(name), space_slug="open-door", kind="story", token=new_token(),
            title=f"blorpish {name}", source=f"blorpish of {name}",
        )  # fmt: skip
        actions.post_reply(
            cast.viewer("parent"), post.topic_id, source="blorpish too", token=new_token()
        )
    data = made(pat).read("my-data.json").decode()
    for mine in ("blorpish parent", "blorpish of parent", "blorpish too"):
        assert mine in data, mine
    assert f"{MARK} outsider" in data
    assert "blorpish outsider" not in data and "blorpish of outsider" not in data


def test_words_of_others_are_not_in_it(cast: Cast, pat: Client) -> None:
    """Quoted under a name, quoted without one, pasted as they were, or quoted inside a quote."""
    other = "We sat for hours in the corridor of the zinnwaldite ward."
    topic = cast.topics["public"].pk
    actions.post_reply(cast.viewer("ambassador"), topic, source=other, token=new_token())
    for text in (
        f"{quoted('Amber', other)}Mine one.",
        f"> {other}\n\nMine two.",
        f"{other}\n\nMine three.",
        f"> **Pat Rivers**:\n> mine four\n>\n> > **Amber**:\n> > {other}\n\nMine five.",
    ):
        actions.post_reply(cast.viewer("parent"), topic, source=text, token=new_token())
    Draft.objects.create(
        member=cast.people["parent"], place=f"topic:{topic}", body=f"> {other}\n\nMine six.",
        write_token=new_token(),
    )  # fmt: skip
    archive = made(pat)
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "zinnwaldite" not in everything and "We have been there too" not in everything
    for mine in ("Mine one", "Mine two", "Mine three", "mine four", "Mine five", "Mine six"):
        assert mine in everything, mine


def test_it_is_told_when_it_is_ready_and_shows_how_far_it_is(cast: Cast, pat: Client) -> None:
    assert "Make my file" in pat.get("/me/data").content.decode()
    pat.post(ASK)
    pat.post(ASK)
    assert DataExport.objects.count() == 1
    DataExport.objects.update(done=30, total=100)
    assert "30% done" in pat.get("/me/data").content.decode()
    making.make_due()
    page = pat.get("/me/data").content.decode()
    assert "Your file is ready" in page and DataExport.objects.get().secret in page
    assert mail.outbox[-1].to == [cast.people["parent"].email]
    assert DataExport.objects.get().secret not in mail.outbox[-1].body
    path = sweeping.path_of(DataExport.objects.get().pk)
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700


def test_the_link_is_for_that_session_alone(cast: Cast, pat: Client) -> None:
    made(pat)
    same_person = sign_in_lately(Client(), cast.people["parent"])
    assert fetched(same_person).status_code == 404
    assert "Your file is ready" not in same_person.get("/me/data").content.decode()
    assert fetched(cast.client("outsider")).status_code == 404
    assert fetched(Client()).status_code == 303
    path = sweeping.path_of(DataExport.objects.get().pk)
    Session.objects.filter(pk=pat.session.session_key).delete()
    assert not DataExport.objects.exists()
    sweeping.sweep_exports()
    assert not path.exists()


def test_it_ends_after_a_day(cast: Cast, pat: Client) -> None:
    made(pat)
    path = sweeping.path_of(DataExport.objects.get().pk)
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert fetched(pat).status_code == 404
        page = pat.get("/me/data").content.decode()
        assert "we removed it" in page and "Make my file" in page
        sweeping.sweep_exports()
        assert not path.exists() and not DataExport.objects.exists()


def test_one_that_fails_is_tried_again_and_then_told(
    cast: Cast, pat: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pat.post(ASK)

    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(making, "write_archive", full)
        for _ in range(making.MOST_ATTEMPTS):
            DataExport.objects.update(next_at=timezone.now() - timedelta(seconds=1))
            assert making.make_due() == 1
    assert DataExport.objects.get().state == WorkState.GAVE_UP
    assert "We could not make your file" in pat.get("/me/data").content.decode()
    assert list(sweeping.folder().iterdir()) == []
    made(pat)


def test_it_needs_no_more_memory_for_a_great_deal(cast: Cast, pat: Client) -> None:
    topic, author = cast.topics["public"], cast.people["parent"]
    text = "A long evening. " * 800
    Post.objects.bulk_create(
        Post(topic=topic, number=100 + number, author=author, source=text, html="")
        for number in range(500)
    )
    pat.post(ASK)
    tracemalloc.start()
    making.make_due()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 2**20
    with zipfile.ZipFile(sweeping.path_of(DataExport.objects.get().pk)) as archive:
        assert len(json.loads(archive.read("my-data.json"))["posts"]) > 500
        assert "posts-60.html" in archive.namelist()


# Every table that names a person: the part of the file where what is theirs stands, or why not.
TOLD = {
    "emailaddress.user": "profile",
    "authenticator.user": "ways",
    "socialaccount.user": "ways",
    "consent.member": "consents",
    "invitation.member": "invitations",
    "invitation.invited_by": "invitations",
    "block.member": "people",
    "block.other": "Not theirs: somebody else blocked them.",
    "mute.member": "people",
    "mute.other": "Not theirs: somebody else muted them.",
    "session.member": "sessions",
    "session.pending_for": "A sign-in that was not finished; it ends within minutes.",
    "spacemember.member": "spaces",
    "topic.author": "posts",
    "anonymousasker.member": "posts",
    "anonymousasker.stand_in": "posts",
    "askerlookup.by": "What staff did, which belongs to the record of the place.",
    "post.author": "posts",
    "carenote.member": "Worked out from their own posts, which are in the file.",
    "urgentsign.seen_by": "What staff did, which belongs to the record of the place.",
    "rehearsal.asked_by": "What staff did, which belongs to the record of the place.",
    "rulechange.by": "What staff did, which belongs to the record of the place.",
    "maskedword.decided_by": "What staff did, which belongs to the record of the place.",
    "ownrule.proposed_by": "What staff did, which belongs to the record of the place.",
    "ownrule.decided_by": "What staff did, which belongs to the record of the place.",
    "ownrule.ended_by": "What staff did, which belongs to the record of the place.",
    "shippedruletakenback.by": "What staff did, which belongs to the record of the place.",
    "topicfollow.member": "follows",
    "topicmute.member": "mutes",
    "spacefollow.member": "spaces",
    "reaction.member": "reactions",
    "readmark.member": "read",
    "draft.member": "drafts",
    "participant.member": "messages",
    "participant.stand_in": "messages",
    "participant.invited_by": "Where somebody else sits; the request itself is a message.",
    "message.author": "messages",
    "messagereport.reporter": "reports",
    "messagereport.author": "A copy of their message, which is among the messages. Once they took "
    "it back, to show the copy would tell that somebody reported it.",
    "messagereport.closed_by": "What staff did, which belongs to the record of the place.",
    "reportopening.member": "What staff did, which belongs to the record of the place.",
    "pushaddress.member": "choices",
    "preference.member": "choices",
    "followchoice.member": "choices",
    "delivery.member": "deliveries",
    "digestdue.member": "When the next digest is due: worked out from their choices.",
    "notice.member": "notices",
    "dataexport.member": "The file itself.",
    "leaving.member": "Whoever leaves cannot open this page.",
}


def test_no_table_that_names_a_person_is_forgotten() -> None:
    """A new one: put it into a part of the file, or say here why not. See also leaving/rest.py."""
    naming = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Member
    }
    assert naming == set(TOLD)
    keys = {section.key for section in SECTIONS}
    assert {where for where in TOLD.values() if where.islower()} <= keys
