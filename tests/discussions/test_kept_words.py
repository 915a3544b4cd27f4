"""Kept words go back to who wrote them, to nobody else, and cannot fill the disk."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from alongside.discussions import actions
from alongside.discussions.actions.drafts import MOST, new_token
from alongside.discussions.models import Draft, Post, PostRevision
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.reads.writing import VERSIONS, post_history
from alongside.discussions.views.kept import SESSION_KEY
from alongside.discussions.writer import writer_mark
from alongside.people.models import Session
from tests.cast import PASSWORD, Cast
from tests.security.markup import Markup

WORDS = "I wrote this with one hand, and it took me an hour."
SAME = {"Sec-Fetch-Site": "same-origin"}


def mark(cast: Cast, name: str = "parent") -> str:
    """What stands in the form of that person."""
    return writer_mark(cast.viewer(name))


def address(cast: Cast) -> str:
    return f"/t/{cast.topics['public'].pk}/replies"


def sent(cast: Cast, name: str = "parent") -> dict[str, str]:
    return {"body": WORDS, "token": new_token(), "writer": mark(cast, name)}


@pytest.fixture
def left(cast: Cast) -> Client:
    """A shared computer: the parent's session ended, and then they sent their reply."""
    client = cast.client("stranger")
    assert client.post(address(cast), sent(cast)).status_code == 303
    return client


def test_the_form_says_whose_it_is(cast: Cast) -> None:
    topic = cast.topics["public"]
    for path in ("/ask", address(cast), f"/t/{topic.pk}"):
        fields = Markup(cast.client("parent").get(path).content.decode()).fields
        left = cast.client("stranger")
        left.post(address(cast), {"body": WORDS, "writer": fields["writer"]})
        assert left.session[SESSION_KEY]["body"] == WORDS
    edit = f"/p/{cast.posts['reply'].pk}/edit"
    assert Markup(cast.client("ambassador").get(edit).content.decode()).fields["writer"]


def test_the_next_person_to_sign_in_does_not_get_them(cast: Cast, left: Client) -> None:
    left.force_login(cast.people["outsider"])
    for path in (f"/t/{cast.topics['public'].pk}", address(cast)):
        assert WORDS not in left.get(path).content.decode()
    assert SESSION_KEY not in left.session


def test_their_writer_gets_them(cast: Cast, left: Client) -> None:
    left.force_login(cast.people["parent"])
    page = left.get(address(cast)).content.decode()
    assert WORDS in page
    assert "nothing was lost" in page.lower()


@pytest.mark.parametrize("writer", ["", "1", "MQ:1abc:def", "x" * 5000, "é:é:\u0661", "a:b\x00:c"])
def test_nobodys_words_are_not_kept(cast: Cast, writer: str) -> None:
    client = cast.client("stranger")
    answer = client.post(address(cast), {"body": WORDS, "writer": writer})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/sign-in?")
    assert not Session.objects.filter(member=None).exists()


def test_they_are_kept_for_an_hour(cast: Cast) -> None:
    client = cast.client("stranger")
    answer = client.post(address(cast), sent(cast) | {"body": "x" * BODY_MAX * 3})
    assert len(client.session[SESSION_KEY]["body"]) == BODY_MAX * 2
    assert answer.cookies["sessionid"]["max-age"] == 3600
    assert Session.objects.get().expire_date < timezone.now() + timedelta(minutes=61)


@pytest.mark.parametrize("way", ["password", "code"])
def test_signing_in_makes_the_session_last(
    cast: Cast, left: Client, mailoutbox: list[EmailMessage], way: str
) -> None:
    email = cast.people["parent"].email
    if way == "password":
        answer = left.post("/sign-in", {"login": email, "password": PASSWORD})
    else:
        left.post("/sign-in/code", {"email": email})
        code = re.search(r"\d{4}-\d{4}", str(mailoutbox[-1].body))
        assert code
        answer = left.post("/sign-in/code/check", {"code": code[0]})
    assert answer.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 60
    session = Session.objects.get(member=cast.people["parent"])
    assert session.expire_date > timezone.now() + timedelta(days=59)
    assert WORDS in left.get(address(cast)).content.decode()


def test_too_many_are_not_kept_and_not_lost(cast: Cast) -> None:
    for _ in range(30):
        answer = cast.client("stranger").post(address(cast), sent(cast))
        assert answer.status_code == 303
    client = cast.client("stranger")
    data = sent(cast)
    answer = client.post(address(cast), data)
    fields = Markup(answer.content.decode()).fields
    assert answer.status_code == 429
    assert {key: fields[key] for key in data} == data
    assert not client.session.keys()


class TestAFormWithoutItsSecret:
    """What another site sends is not put into a page that one press would post."""

    def post(self, cast: Cast, name: str, data: dict[str, str], **headers: str) -> tuple[int, str]:
        client = cast.client(name, enforce_csrf_checks=True)
        client.cookies["csrftoken"] = "b" * 32
        given = {key.replace("_", "-"): value for key, value in headers.items()}
        answer = client.post(address(cast), data, headers=given)
        return answer.status_code, answer.content.decode()

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
    def test_from_another_site(self, cast: Cast, site: str) -> None:
        status, page = self.post(cast, "parent", sent(cast), Sec_Fetch_Site=site)
        assert (status, WORDS in page) == (403, False)

    @pytest.mark.parametrize("origin", ["https://evil.example", "null"])
    def test_from_another_origin(self, cast: Cast, origin: str) -> None:
        status, page = self.post(cast, "parent", sent(cast), Origin=origin)
        assert (status, WORDS in page) == (403, False)

    def test_without_a_mark(self, cast: Cast) -> None:
        status, page = self.post(cast, "parent", {"body": WORDS})
        assert (status, WORDS in page) == (403, False)

    def test_with_the_mark_of_another_member(self, cast: Cast) -> None:
        status, page = self.post(cast, "parent", sent(cast, "outsider"), **SAME)
        assert (status, WORDS in page) == (403, False)

    @pytest.mark.parametrize("name", ["parent", "stranger"])
    def test_with_ones_own(self, cast: Cast, name: str) -> None:
        status, page = self.post(cast, name, sent(cast))
        assert (status, WORDS in page) == (403, True)
        assert Markup(page).fields["writer"]


class HalfSent(BytesIO):
    """A body that must not be read, since the rest of it may never come."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("somebody waits for the rest of the form")


def test_without_the_cookie_nothing_is_read(cast: Cast) -> None:
    client = cast.client("parent", enforce_csrf_checks=True)
    half: dict[str, Any] = {
        "wsgi.input": HalfSent(), "CONTENT_LENGTH": "900",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }  # fmt: skip
    answer = client.generic("POST", address(cast), **half)
    assert answer.status_code == 403


def test_a_cookie_that_vanished(cast: Cast) -> None:
    client = cast.client("parent", enforce_csrf_checks=True)
    answer = client.post(address(cast), sent(cast), headers=SAME)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


def busy(*_: object, **__: object) -> None:
    raise OperationalError("database is locked")


@pytest.mark.parametrize("place", ["ask", "reply", "edit"])
def test_a_busy_database(cast: Cast, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    action, module, path = {
        "ask": ("start_topic", "writing", "/ask"),
        "reply": ("post_reply", "writing", address(cast)),
        "edit": ("edit_post", "changing", f"/p/{cast.posts['reply'].pk}/edit"),
    }[place]
    data = sent(cast, "ambassador") | {
        "title": "A title", "space": "open-door", "kind": "story", "edit_count": "0",
    }  # fmt: skip
    client = cast.client("ambassador")
    with monkeypatch.context() as patch:
        patch.setattr(f"alongside.discussions.views.{module}.{action}", busy)
        answer = client.post(path, data)
    page = answer.content.decode()
    fields = Markup(page).fields
    assert answer.status_code == 503
    assert "Our side is busy. Nothing was lost" in page
    assert {key: fields[key] for key in data} == data
    for _ in range(2):
        assert client.post(path, fields).status_code == 303
    assert Post.objects.filter(source=WORDS).count() == 1


def test_a_busy_database_while_signed_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.people.sessions.SessionStore.save", busy)
    answer = cast.client("stranger").post(address(cast), sent(cast))
    assert answer.status_code == 503
    assert WORDS in answer.content.decode()


def test_a_page_that_cannot_be_read_is_still_an_error(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.discussions.views.writing.reply_place", busy)
    with pytest.raises(OperationalError):
        cast.client("parent").get(address(cast))


def test_drafts_do_not_pile_up(cast: Cast) -> None:
    me, other = cast.viewer("outsider"), cast.viewer("parent")
    theirs = Draft.objects.filter(member_id=other.me).count()
    for number in range(1, MOST + 6):
        actions.save_draft(me, f"topic:{number}", body=WORDS, token=new_token())
    actions.save_draft(me, "topic:6", body="Again", token=new_token())
    places = set(Draft.objects.filter(member_id=me.me).values_list("place", flat=True))
    assert places == {f"topic:{number}" for number in range(6, MOST + 6)}
    assert Draft.objects.filter(member_id=other.me).count() == theirs


@pytest.fixture
def edited_often(cast: Cast) -> Post:
    post = cast.posts["reply"]
    PostRevision.objects.bulk_create(
        PostRevision(
            post=post, number=number, source="", html=f"<p>v{number}</p>",
            written_at=timezone.now(),
        )
        for number in range(45)
    )  # fmt: skip
    Post.objects.filter(pk=post.pk).update(edit_count=45, edited_at=timezone.now())
    return post


def test_a_long_history_is_read_in_pages(cast: Cast, edited_often: Post) -> None:
    seen: list[int] = []
    before = None
    for size, older in ((VERSIONS, 26), (VERSIONS, 6), (6, None)):
        found = post_history(cast.viewer("stranger"), edited_often.pk, before)
        assert found is not None
        assert (len(found.versions), found.older, found.newest) == (size, older, before is None)
        seen += [version.number for version in found.versions]
        before = found.older
    assert seen == list(range(45, -1, -1))


def test_the_pages_of_a_history(cast: Cast, edited_often: Post) -> None:
    client, path = cast.client("stranger"), f"/p/{edited_often.pk}/history"
    first = client.get(path).content.decode()
    assert f'href="{path}?before=26"' in first
    assert "As it reads now" in first
    assert "As it was first written" not in first
    last = client.get(f"{path}?before=6").content.decode()
    assert "As it reads now" not in last
    assert "As it was first written" in last
    assert f'href="{path}"' in last
    assert "?before=" not in last
    for odd in ("", "x", "-1", "²", "9" * 30, "46"):
        assert "As it reads now" in client.get(path, {"before": odd}).content.decode()
    for none in ("0", "00"):
        assert client.get(path, {"before": none}).status_code == 404
