"""The pages of private messages, as a browser gets them."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft
from alongside.discussions.writer import writer_mark
from alongside.messaging import actions
from alongside.messaging.models import Message, Participant, Standing
from alongside.people.models import Member, Role
from tests.cast import Cast
from tests.messaging.talk import ask, bring_in, pair, say, seat, viewer

WORDS = "Did the night splint help him?"


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def sent(words: str = WORDS) -> dict[str, str]:
    return {"body": words, "token": new_token()}


def test_from_a_request_to_an_answer(cast: Cast) -> None:
    """The whole journey, without a script."""
    parent, outsider = cast.client("parent"), cast.client("outsider")
    path = f"/m/{cast.people['outsider'].pk}/message"
    assert "is a request" in body(parent, path)
    there = parent.post(path, sent()).url
    thread = there.partition("#")[0]
    assert there.endswith("#post-1")
    assert "when they say yes" in body(parent, thread)
    assert WORDS not in body(outsider, "/messages")
    assert WORDS in body(outsider, "/messages?show=requests")
    page = body(outsider, thread)
    assert WORDS in page
    assert f'action="{thread}/acceptance"' in page
    outsider.post(f"{thread}/acceptance")
    assert outsider.post(thread, sent("It did.")).url == f"{thread}#post-2"
    assert "It did." in body(parent, thread)
    assert WORDS in body(outsider, "/messages") or "It did." in body(outsider, "/messages")
    # The way from somebody's page leads to what is there.
    assert parent.get(path).url == thread


def test_a_no_goes_from_the_list_and_tells_nothing(cast: Cast) -> None:
    thread_id = ask(cast, "parent", "outsider", WORDS).thread_id
    parent, outsider = cast.client("parent"), cast.client("outsider")
    before = body(parent, f"/messages/{thread_id}"), body(parent, "/messages")
    outsider.post(f"/messages/{thread_id}/refusal")
    assert outsider.get(f"/messages/{thread_id}").status_code == 404
    assert WORDS not in body(outsider, "/messages?show=requests")
    after = body(parent, f"/messages/{thread_id}"), body(parent, "/messages")
    assert [without_secrets(one) for one in after] == [without_secrets(one) for one in before]


def without_secrets(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(line for line in lines if "token" not in line and "writer" not in line)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [("", 422, "Your message is empty"), ("x" * 5001, 422, "Nothing was lost")],
)
def test_an_error_keeps_every_word(cast: Cast, words: str, status: int, said: str) -> None:
    thread_id = pair(cast, "parent", "outsider")
    answer = cast.client("parent").post(f"/messages/{thread_id}", sent(words))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert words in answer.content.decode()


def test_a_rule_that_says_no_keeps_every_word(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    actions.leave_thread(viewer(cast, "outsider"), thread_id)
    answer = cast.client("parent").post(f"/messages/{thread_id}", sent())
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "Nobody else reads this any more" in answer.content.decode()


def test_somebody_signed_out_finds_their_words_again(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    client = cast.client("stranger")
    mark = writer_mark(cast.viewer("parent"))
    client.post(f"/messages/{thread_id}", sent() | {"writer": mark})
    client.force_login(cast.people["parent"])
    assert WORDS in body(client, f"/messages/{thread_id}")
    client.post(f"/messages/{thread_id}", sent())
    assert "you had been signed out" not in body(client, f"/messages/{thread_id}").lower()


def test_a_draft_is_kept_and_ends_with_the_message(cast: Cast) -> None:
    thread_id, client = pair(cast, "parent", "outsider"), cast.client("parent")
    client.post("/drafts", sent() | {"place": f"thread:{thread_id}"})
    assert WORDS in body(client, f"/messages/{thread_id}")
    listed = body(client, "/drafts")
    assert "A private message" in listed
    assert f'href="/messages/{thread_id}"' in listed
    client.post(f"/messages/{thread_id}", sent())
    assert not Draft.objects.filter(place=f"thread:{thread_id}").exists()


def test_words_for_a_place_that_is_gone_wait_in_drafts(cast: Cast) -> None:
    client = cast.client("parent")
    assert client.post("/messages/987654", sent()).status_code == 404
    assert WORDS in body(client, "/drafts")


def test_a_second_click_sends_one_message(cast: Cast) -> None:
    thread_id, client, form = pair(cast, "parent", "outsider"), cast.client("parent"), sent()
    first, second = (client.post(f"/messages/{thread_id}", form) for _ in range(2))
    assert first.url == second.url
    assert Message.objects.filter(source=WORDS).count() == 1
    other = client.post(f"/messages/{thread_id}", form | {"body": "Other words"})
    assert other.status_code == 409
    assert WORDS in other.content.decode()
    assert "Other words" in other.content.decode()


def test_long_threads_come_in_pages(cast: Cast, django_assert_num_queries: object) -> None:
    thread_id = pair(cast, "parent", "outsider")
    Message.objects.bulk_create(
        Message(thread_id=thread_id, number=number, author=cast.people["outsider"],
                source=f"No. {number};", html=f"<p>No. {number};</p>")
        for number in range(2, 70)
    )  # fmt: skip
    Message.objects.get(number=69).thread.__class__.objects.filter(pk=thread_id).update(
        last_number=69
    )
    client = cast.client("parent")
    newest = body(client, f"/messages/{thread_id}")
    assert "No. 69;" in newest
    assert "No. 39;" not in newest
    middle = body(client, f"/messages/{thread_id}?before=40")
    assert "No. 39;" in middle
    assert "No. 10;" in middle
    assert "To the newest messages" in middle
    assert "Earlier messages" not in body(client, f"/messages/{thread_id}?before=10")


def test_a_thread_takes_as_many_queries_with_one_message_as_with_thirty(
    cast: Cast, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    thread_id, client = pair(cast, "parent", "outsider"), cast.client("parent")
    Message.objects.bulk_create(
        Message(thread_id=thread_id, number=number, author=cast.people["outsider"], source="x",
                html="x") for number in range(2, 32)
    )  # fmt: skip
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        body(client, f"/messages/{thread_id}")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        body(client, "/messages")


def test_read_by_the_button(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    say(cast, "outsider", thread_id)
    client = cast.client("parent")
    page = body(client, f"/messages/{thread_id}")
    assert 'class="fresh">New' in page
    assert "I have read these" in page
    there = client.post(f"/messages/{thread_id}/reading", {"read": "2"})
    assert there.url == f"/messages/{thread_id}#post-2"
    assert 'class="fresh">New' not in body(client, f"/messages/{thread_id}")
    assert client.post(f"/messages/{thread_id}/reading", {"number": "x"}).status_code == 400


def test_asking_somebody_in_by_name(cast: Cast) -> None:
    thread_id, client = pair(cast, "parent", "outsider"), cast.client("parent")
    people = f"/messages/{thread_id}/people"
    assert "Nobody here has this name" in client.get(people, {"name": "Nemo"}).content.decode()
    there = client.get(people, {"name": " amber"}).url
    assert there == f"{people}/{cast.people['ambassador'].pk}"
    assert "nothing from before" in body(client, there)
    assert client.post(there, sent("Come in.")).url == f"/messages/{thread_id}#post-2"
    assert "has not answered yet" in body(client, f"/messages/{thread_id}")
    again = client.post(there, sent("Come in, please."))
    assert "asked already" in again.content.decode()


def test_leaving_asks_first(cast: Cast) -> None:
    thread_id, client = pair(cast, "parent", "outsider"), cast.client("outsider")
    assert "Leave these messages?" in body(client, f"/messages/{thread_id}/leaving")
    assert client.post(f"/messages/{thread_id}/leaving").url == "/messages"
    assert client.get(f"/messages/{thread_id}").status_code == 404
    page = body(cast.client("parent"), f"/messages/{thread_id}")
    assert "Has left" in page
    assert "Nobody else reads this any more" in page


def test_mute_and_back(cast: Cast) -> None:
    thread_id, client = pair(cast, "parent", "outsider"), cast.client("parent")
    client.post(f"/messages/{thread_id}/mute")
    assert seat(cast, "parent", thread_id).muted_at
    assert "Hear of this again" in body(client, f"/messages/{thread_id}")
    client.post(f"/messages/{thread_id}/unmute")
    assert "Mute these messages" in body(client, f"/messages/{thread_id}")


def test_somebody_who_left_the_site_is_said_to_have(cast: Cast) -> None:
    gone = Member.objects.create_member("Gone Soon", "g@example.org", role=Role.MEMBER)
    message = actions.write_to(viewer(cast, "parent"), gone.pk, source=WORDS, token=new_token())
    Participant.objects.filter(thread=message.thread, member=gone).update(standing=Standing.JOINED)
    client = cast.client("parent")
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    assert "Cannot sign in at the moment" in body(client, f"/messages/{message.thread_id}")
    gone.delete()
    page = body(client, f"/messages/{message.thread_id}")
    assert "Somebody who left" in page
    assert "Nobody else reads this any more" in page


def test_why_somebody_cannot_begin(cast: Cast) -> None:
    answer = cast.client("newcomer").get(f"/m/{cast.people['parent'].pk}/message")
    assert answer.status_code == 403
    assert "You can always answer" in answer.content.decode()


def test_a_group_names_everybody(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    bring_in(cast, "parent", thread_id, "ambassador")
    actions.accept_request(viewer(cast, "ambassador"), thread_id)
    assert "<h1>Otis and Amber</h1>" in body(cast.client("parent"), f"/messages/{thread_id}")
    bring_in(cast, "parent", thread_id, "newcomer")
    assert "<h1>Otis, Amber and Nell</h1>" in body(cast.client("parent"), f"/messages/{thread_id}")


def test_somebodys_page_has_the_way_to_write_to_them(cast: Cast) -> None:
    page = f"/m/{cast.people['outsider'].pk}"
    way = f'href="{page}/message"'
    assert way in body(cast.client("parent"), page)
    for who, said in (("newcomer", "You can always answer"), ("outsider", "")):
        shown = body(cast.client(who), page)
        assert way not in shown
        assert said in shown
    assert way not in body(cast.client("stranger"), page)
