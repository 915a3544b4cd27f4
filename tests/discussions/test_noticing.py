"""Private details are named once before words go out, can be left out, and stop nobody."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from msgspec.structs import replace

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post
from alongside.discussions.noticing import notice, without
from alongside.messaging.models import Message
from tests.cast import Cast
from tests.messaging.talk import pair

PHONE, MAIL = "07700 900123", "pat@example.org"
WORDS = f"Anyone near Leeds? My number is {PHONE}, or write to {MAIL}."
CLEAN = (
    "Anyone near Leeds? My number is [phone number left out], "
    "or write to [e-mail address left out]."
)


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("parent")


def known(answer: HttpResponse) -> list[str]:
    return re.findall(r'name="known" value="(\w+)"', answer.content.decode())


def test_the_first_send_comes_back_with_every_word_and_the_second_goes_out(
    cast: Cast, client: Client
) -> None:
    address = f"/t/{cast.topics['public'].pk}/replies"
    form = {"body": WORDS, "token": new_token()}
    answer = client.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in page
    assert "Take these out and post" in page
    assert form["token"] in page
    assert page.index('id="errors"') < page.index('id="f-body"')
    assert not Post.objects.filter(source=WORDS).exists()
    # Sent again as the page is: once, also where it is pressed twice.
    again = form | {"known": known(answer)}
    first, second = client.post(address, again), client.post(address, again)
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Post.objects.filter(source=WORDS).count() == 1


@pytest.mark.parametrize(("button", "posted"), [("leave_out", CLEAN), ("as_it_is", WORDS)])
def test_one_press_leaves_them_out_or_posts_as_it_is(
    cast: Cast, client: Client, button: str, posted: str
) -> None:
    form = {"body": WORDS, "token": new_token(), button: "1"}
    answer = client.post(f"/t/{cast.topics['public'].pk}/replies", form)
    assert answer.status_code == 303
    assert Post.objects.latest("id").source == posted


def test_one_of_several_is_taken_out_and_the_form_stays(cast: Cast, client: Client) -> None:
    [phone, _] = notice(WORDS).private
    form = {"body": WORDS, "token": new_token(), "take_out": phone.mark}
    answer = client.post(f"/t/{cast.topics['public'].pk}/replies", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "[phone number left out]" in page
    assert PHONE not in page
    assert MAIL in page


def test_what_was_shown_is_not_asked_about_again_and_what_is_new_is(
    cast: Cast, client: Client
) -> None:
    address = f"/t/{cast.topics['public'].pk}/replies"
    shown = known(client.post(address, {"body": WORDS, "token": new_token()}))
    form = {"body": f"{WORDS} Thank you.", "token": new_token(), "known": shown}
    assert client.post(address, form).status_code == 303
    more = {"body": f"{WORDS} I live at 14 Maple Street.", "token": new_token(), "known": shown}
    assert client.post(address, more).status_code == 422


def test_a_title_is_looked_at_too(client: Client) -> None:
    form = {"title": f"Call {PHONE}", "body": "Please.", "space": "open-door", "kind": "story"}
    assert client.post("/ask", form).status_code == 422
    answer = client.post("/ask", form | {"leave_out": "1", "token": new_token()})
    assert answer.status_code == 303
    assert Post.objects.latest("id").topic.title == "Call [phone number left out]"


def test_an_edit_asks_only_about_what_was_not_there(cast: Cast, client: Client) -> None:
    post = Post.objects.get(topic=cast.topics["public"], number=1)
    Post.objects.filter(pk=post.pk).update(source=WORDS)
    form = {"title": post.topic.title, "body": f"{WORDS} Thanks.", "edit_count": "0"}
    assert client.post(f"/p/{post.pk}/edit", form).status_code == 303
    more = form | {"body": f"{WORDS} Born on 4 March 2019.", "edit_count": "1"}
    answer = client.post(f"/p/{post.pk}/edit", more)
    assert answer.status_code == 422
    assert 'name="edit_count" value="1"' in answer.content.decode()


def test_between_two_people_a_phone_number_is_theirs_to_give(cast: Cast, client: Client) -> None:
    address = f"/messages/{pair(cast, 'parent', 'outsider')}"
    assert client.post(address, {"body": WORDS, "token": new_token()}).status_code == 303
    paying = f"Call {PHONE}, pay with "
    card = {"body": f"{paying}4111 1111 1111 1111", "token": new_token()}
    answer = client.post(address, card)
    assert answer.status_code == 422
    assert "Send as it is" in answer.content.decode()
    assert client.post(address, card | {"leave_out": "1"}).status_code == 303
    assert Message.objects.latest("id").source == f"{paying}[card number left out]"


def test_while_somebody_writes_it_is_read_and_nothing_is_kept(client: Client) -> None:
    drafts = Draft.objects.count()
    answer = client.post("/reading", {"body": WORDS, "place": "ask"})
    page = answer.content.decode()
    assert PHONE in page
    assert "Before you post" in page
    assert answer["Cache-Control"] == "no-store, private"
    assert Draft.objects.count() == drafts
    shown = re.findall(r'name="shown" value="(\w+)"', page)[0]
    same = client.post("/reading", {"body": WORDS, "place": "ask", "shown": shown})
    assert (same.status_code, same.content) == (204, b"")
    gone = client.post("/reading", {"body": "Nothing.", "place": "ask", "shown": shown})
    assert (gone.status_code, gone.content.strip()) == (200, b"")


def test_only_members_are_read_to_and_not_without_end(cast: Cast, client: Client) -> None:
    assert cast.client("stranger").post("/reading", {"body": WORDS}).status_code == 303
    with override_settings(ACCOUNT_RATE_LIMITS={"reading": "1/m/key"}):
        answers = [client.post("/reading", {"body": WORDS}).status_code for _ in range(2)]
    assert answers == [200, 204]


def test_a_preview_says_it_too_and_holds_nothing_back(cast: Cast, client: Client) -> None:
    form = {"body": WORDS, "token": new_token(), "preview": "1"}
    answer = client.post(f"/t/{cast.topics['public'].pk}/replies", form)
    assert answer.status_code == 200
    assert "Before you post" in answer.content.decode()


@pytest.mark.django_db
def test_our_mark_never_becomes_a_link() -> None:
    assert without(f"Call {PHONE}(home)") == "Call [phone number left out] (home)"
    assert without("Nothing here.") == "Nothing here."


@pytest.mark.django_db
def test_the_numbers_of_the_communitys_own_country_count() -> None:
    text, told = "My SIN is 046 454 286", replace(settings.ALONGSIDE, country="CA")
    assert notice(text).private == ()
    with override_settings(ALONGSIDE=told):
        assert [detail.name for detail in notice(text).private] == ["national number"]
