"""Pushes: owed with the notices, sent encrypted to a real push service, never into our network."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.events import PostPublished
from alongside.discussions.models import Post
from alongside.notifications.fanout import work_on_fanouts
from alongside.notifications.jobs import tell_of_post
from alongside.notifications.models import Delivery, Notice, Preference, PushAddress
from alongside.notifications.push import connection
from alongside.notifications.push.endpoints import is_public, may_push_to
from alongside.notifications.push.keys import public_key
from alongside.notifications.push.owing import owe_push
from alongside.notifications.push.working import _owed, work_on_pushes
from alongside.people.models import Session
from alongside.work.models import WorkState
from tests.cast import NEW_YORK, Cast, word
from tests.messaging.talk import pair, say
from tests.notifications.push_service import Phone, PushService, push_service, signed_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    settings.PUSH_TO_THIS_MACHINE = True
    with push_service() as running:
        yield running


def turned_on(cast: Cast, service: PushService, phone: Phone, name: str = "parent") -> Client:
    """That person's browser, in which they turned notices on."""
    client = cast.client(name)
    answer = client.post("/me/push/devices", phone.forms(service))
    assert answer.status_code == 303
    return client


def answered(cast: Cast, topic: str = "public") -> Post:
    """The ambassador answers what the parent asked, and everybody is told."""
    post = actions.post_reply(
        cast.viewer("ambassador"), cast.topics[topic].pk, token=new_token(),
        source="A story that nobody else may read on a locked phone.",
    )  # fmt: skip
    tell_of_post(PostPublished(post.topic_id, post.pk, post.author_id or 0))
    while work_on_fanouts():
        pass
    return post


def owed() -> Delivery:
    return Delivery.objects.filter(channel="push").latest("id")


def test_an_answer_lights_up_the_phone_without_its_words(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    post = answered(cast)
    assert owed().state == WorkState.PENDING
    assert work_on_pushes() == 1
    assert work_on_pushes() == 0
    told = phone.read()
    notice = Notice.objects.get(post=post, member=cast.people["parent"])
    assert told == [
        {
            "web_push": 8030,
            "notification": {
                "title": "Somebody answered in a conversation you follow",
                "body": "Open it to read more.",
                "lang": "en",
                "tag": f"t{post.topic_id}",
                "navigate": f"http://127.0.0.1:8000/notices/{notice.pk}",
            },
        }
    ]
    assert (owed().state, owed().sent_at is not None) == (WorkState.SENT, True)
    assert notice.push_id == owed().pk


def test_it_is_signed_encrypted_and_replaced_by_newer_news(
    cast: Cast, service: PushService
) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    answered(cast)
    work_on_pushes()
    (received,) = phone.received
    claims = signed_by(received.headers["authorization"])
    assert claims["aud"] == service.address
    assert claims["sub"] == "mailto:alongside@localhost"
    assert 0 < claims["exp"] - timezone.now().timestamp() <= 86400
    assert f"k={public_key()}" in received.headers["authorization"]
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["ttl"] == "86400"
    assert received.headers["topic"] == f"t{cast.topics['public'].pk}"
    assert b"answered" not in received.body


def test_a_title_shows_only_to_who_wants_words_in_mail(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    Preference.objects.create(member=cast.people["parent"], stories_in_mail=True)
    answered(cast)
    work_on_pushes()
    assert phone.read()[0]["notification"]["body"] == "Has anyone had this?"


@pytest.mark.parametrize(
    ("answer", "state", "stays"),
    [
        (404, WorkState.SUPPRESSED, False),
        (410, WorkState.SUPPRESSED, False),
        (403, WorkState.GAVE_UP, True),
        (307, WorkState.GAVE_UP, True),
        (429, WorkState.FAILED, True),
        (503, WorkState.FAILED, True),
    ],
)
def test_what_a_push_service_refuses(
    cast: Cast, service: PushService, answer: int, state: WorkState, *, stays: bool
) -> None:
    phone, elsewhere = service.phone("phone", answer), service.phone("elsewhere")
    turned_on(cast, service, phone)
    answered(cast)
    work_on_pushes()
    assert owed().state == state
    assert PushAddress.objects.exists() is stays
    assert elsewhere.received == []
    if answer == 429:
        assert 80 < (owed().next_at - timezone.now()).total_seconds() <= 90
    if state == WorkState.FAILED:
        with time_machine.travel(owed().next_at + timedelta(seconds=1)):
            work_on_pushes()
        assert len(phone.received) == 1
        assert owed().state == WorkState.SENT


def test_a_second_try_goes_only_where_the_first_did_not_arrive(
    cast: Cast, service: PushService
) -> None:
    phone, laptop = service.phone("phone"), service.phone("laptop", 500)
    turned_on(cast, service, phone)
    turned_on(cast, service, laptop)
    answered(cast)
    work_on_pushes()
    with time_machine.travel(owed().next_at + timedelta(seconds=1)):
        work_on_pushes()
    assert (len(phone.received), len(laptop.received)) == (1, 1)
    assert owed().state == WorkState.SENT


def test_a_worker_that_was_killed_leaves_it_to_the_next(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    answered(cast)
    later = timezone.now() + timedelta(minutes=2)
    Delivery.objects.filter(pk=owed().pk).update(state=WorkState.LEASED, next_at=later, attempts=1)
    assert work_on_pushes() == 0
    with time_machine.travel(later + timedelta(seconds=1)):
        assert work_on_pushes() == 1
    assert len(phone.received) == 1


def test_what_is_taken_away_meanwhile_is_not_told(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    post = answered(cast)
    actions.remove_post(cast.viewer("ambassador"), post.pk)
    work_on_pushes()
    assert (owed().state, phone.received) == (WorkState.SUPPRESSED, [])


def test_quiet_hours_put_it_off_and_old_news_is_none(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    Preference.objects.create(member=cast.people["parent"], quiet_from=21, quiet_until=7)
    evening = timezone.now().astimezone(NEW_YORK).replace(hour=23) + timedelta(days=2)
    morning = evening.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with time_machine.travel(evening):
        answered(cast)
        work_on_pushes()
        assert owed().next_at == morning
    with time_machine.travel(morning + timedelta(minutes=1)):
        work_on_pushes()
    assert len(phone.received) == 1
    with time_machine.travel(morning + timedelta(hours=4)):
        answered(cast)
    with time_machine.travel(morning + timedelta(hours=29)):
        work_on_pushes()
    assert (owed().state, len(phone.received)) == (WorkState.SUPPRESSED, 1)


def test_nothing_is_owed_to_who_has_no_device_or_turned_it_off(
    cast: Cast, service: PushService
) -> None:
    answered(cast)
    turned_on(cast, service, service.phone())
    Preference.objects.create(member=cast.people["parent"], push=False)
    answered(cast)
    assert not Delivery.objects.filter(channel="push").exists()


def test_signing_out_ends_it_on_that_device_alone(cast: Cast, service: PushService) -> None:
    phone, laptop = service.phone("phone"), service.phone("laptop")
    client = turned_on(cast, service, phone)
    turned_on(cast, service, laptop)
    client.post("/sign-out")
    answered(cast)
    work_on_pushes()
    assert (len(phone.received), len(laptop.received)) == (0, 1)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answered(cast)
    work_on_pushes()
    assert len(laptop.received) == 1


def test_a_browser_belongs_to_who_turned_it_on_last(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone, "parent")
    turned_on(cast, service, phone, "outsider")
    assert PushAddress.objects.get().member == cast.people["outsider"]
    answered(cast)
    work_on_pushes()
    assert phone.received == []


def test_a_private_message_is_told_without_who_and_what(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    turned_on(cast, service, phone)
    thread_id = pair(cast, "parent", "outsider")
    say(cast, "outsider", thread_id)
    notice = Notice.objects.create(
        member=cast.people["parent"], kind="message", address=f"/messages/{thread_id}"
    )
    owe_push(notice)
    owe_push(notice)  # One waits already.
    work_on_pushes()
    notice.refresh_from_db()
    owe_push(notice)
    work_on_pushes()
    told = [one["notification"] for one in phone.read()]
    assert [one["title"] for one in told] == ["You have a private message"] * 2
    assert {(one["tag"], one["body"]) for one in told} == {
        (f"n{notice.pk}", "Open it to read more.")
    }


def test_a_trial(cast: Cast, service: PushService) -> None:
    phone = service.phone()
    client = turned_on(cast, service, phone)
    assert client.post("/me/push/trial").status_code == 303
    work_on_pushes()
    assert phone.read()[0]["notification"]["title"] == "Notices work on this device"
    client.post(f"/me/push/devices/{PushAddress.objects.get().pk}/removal")
    assert client.post("/me/push/trial").status_code == 422


def test_private_words_stay_where_they_are(cast: Cast, service: PushService) -> None:
    """Of every conversation, told to somebody who may read all of them and wants no words."""
    phone = service.phone()
    turned_on(cast, service, phone)
    for topic in ("public", "members", "membership"):
        answered(cast, topic)
    while work_on_pushes():
        pass
    told = str(phone.read())
    assert len(phone.received) == 3
    for planted in ("members space", "membership space", "removed topic"):
        assert word(planted) not in told
    assert "story" not in told


@pytest.mark.parametrize(
    ("endpoint", "fine"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:def", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com:443/abc", True),
        ("http://fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com:8080/abc", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://[::1]/abc", False),
        ("https://[::ffff:10.0.0.1]/abc", False),
        ("https://[64:ff9b::a00:1]/abc", False),
        ("https://169.254.169.254/latest/meta-data", False),
        ("https://10.1.2.3/", False),
        ("https://localhost/", False),
        ("https://printer.local/", False),
        ("https://2130706433/", False),
        ("https://fcm.googleapis.com/\nHost: x", False),
        ("https://fcm.googleapis.com:99999/", False),
        ("https://[::1", False),
        ("", False),
        ("https://example.org/" + "x" * 500, False),
    ],
)
def test_where_a_push_may_go(endpoint: str, *, fine: bool) -> None:
    assert may_push_to(endpoint) is fine


def test_a_name_that_leads_into_our_network_is_not_called(
    cast: Cast, service: PushService, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = service.phone()
    settings.PUSH_TO_THIS_MACHINE = False
    given = phone.forms(service) | {"endpoint": "https://push.example.org/phone"}
    client = cast.client("parent")
    assert client.post("/me/push/devices", given).status_code == 303
    called: list[object] = []

    def inward(*_: object) -> list[object]:
        called.append(1)
        port = service.server.server_port
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(connection.socket, "getaddrinfo", inward)
    answered(cast)
    work_on_pushes()
    assert called
    assert owed().state == WorkState.FAILED
    assert phone.received == []


def test_an_answer_that_trickles_in_is_cut_off(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        given = service.phone().forms(service)
        given |= {"endpoint": f"http://127.0.0.1:{slow.getsockname()[1]}/slow"}
        cast.client("parent").post("/me/push/devices", given)
        answered(cast)
        monkeypatch.setattr(connection, "DEADLINE", 0.2)
        work_on_pushes()
    assert owed().state == WorkState.FAILED


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"endpoint": "https://fcm.googleapis.com/x", "p256dh": "", "auth": ""},
        {"endpoint": "https://fcm.googleapis.com/x", "p256dh": "A" * 87, "auth": "A" * 22},
        {"endpoint": "https://10.0.0.1/x", "p256dh": "B" + "A" * 86, "auth": "A" * 22},
        {"endpoint": "https://fcm.googleapis.com/x", "p256dh": "B" + "ä" * 86, "auth": "!" * 22},
    ],
)
def test_what_is_no_address_is_refused_in_words(cast: Cast, given: dict[str, str]) -> None:
    answer = cast.client("parent").post("/me/push/devices", given)
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()
    assert not PushAddress.objects.exists()


def test_only_so_many_devices(cast: Cast) -> None:
    client = cast.client("parent")
    for number in range(12):
        given = {
            "endpoint": f"https://fcm.googleapis.com/{number}",
            "p256dh": "B" + "A" * 86,
            "auth": "A" * 22,
        }
        client.post("/me/push/devices", given)
    kept = PushAddress.objects.values_list("endpoint", flat=True)
    assert sorted(int(one.rpartition("/")[2]) for one in kept) == list(range(2, 12))


def test_pushes_are_found_without_looking_at_the_mails_that_wait() -> None:
    plan = _owed().filter(next_at__lte=timezone.now()).order_by("next_at", "id").explain()
    assert "push_due" in plan or "Seq Scan" in plan


def test_numbers_that_are_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2606:4700::1111")
    assert not is_public("fe80::1%eth0")


def test_what_a_push_needs_is_not_loaded_at_the_start() -> None:
    read = (
        "import django; django.setup(); import alongside.config.wiring, sys;"
        "print([one for one in ('aiohttp', 'requests', 'pywebpush') if one in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
