"""Nobody learns from answers, or from how long they take, whether an address has an account."""

from __future__ import annotations

import re
import threading

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client

from alongside.kernel.places import ENVIRON_KEY, Places
from alongside.people import even_beat
from alongside.people.even_beat import LONGEST, Beat, EvenBeatMiddleware
from alongside.people.models import Member

JOIN, CHECK = "/sign-up", "/address/code"
KNOWN, UNKNOWN = "anna@example.org", "nobo@example.org"
# A page says when it was made.
FROZEN = time_machine.travel("2026-11-24T12:00:00Z", tick=False)
DOORS = [
    ("/sign-in", "login", {"password": "a wrong password"}),
    ("/sign-in/code", "login", {"password": ""}),
    ("/sign-in/code", "email", {}),
    ("/password/reset", "email", {}),
    (JOIN, "email", {"username": "A new name"}),
]
CHANGES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|data-options=\'[^\']*\'')


def seen(client: Client, answer: object) -> tuple[object, ...]:
    """Status, headers and page of an answer and of the page it leads to, without the address."""
    told: list[object] = []
    while True:
        page = CHANGES.sub("", answer.content.decode())  # type: ignore[attr-defined]
        page = page.replace(KNOWN, "ADDRESS").replace(UNKNOWN, "ADDRESS")
        told += [answer.status_code, sorted(answer.headers.items()), page]  # type: ignore[attr-defined]
        told += [sorted(answer.cookies)]  # type: ignore[attr-defined]
        if not answer.has_header("Location"):  # type: ignore[attr-defined]
            return tuple(told)
        answer = client.get(answer["Location"])  # type: ignore[index]


@FROZEN
@pytest.mark.parametrize(("door", "field", "more"), DOORS)
def test_the_same_answer_page_and_number_of_mails(
    anna: Member, door: str, field: str, more: dict[str, str]
) -> None:
    told, mails = [], []
    for address in (KNOWN, UNKNOWN):
        Member.objects.filter(name="A new name").delete()
        mail.outbox.clear()
        client = Client()
        told.append(seen(client, client.post(door, {field: address, **more})))
        mails.append([message.to for message in mail.outbox])
    assert told[0] == told[1]
    assert [len(sent) for sent in mails] in ([0, 0], [1, 1])


@FROZEN
@pytest.mark.parametrize("action", ["resend", "verify", "change"])
def test_the_same_on_the_page_for_the_code(anna: Member, action: str) -> None:
    told = []
    for address in (KNOWN, UNKNOWN):
        Member.objects.filter(name="A new name").delete()
        client = Client()
        client.post(JOIN, {"email": address, "username": "A new name"})
        cache.clear()
        sent = {"action": action, "code": "0000-0000", "email": "other@example.org"}
        told.append(seen(client, client.post(CHECK, sent)))
    assert told[0] == told[1]


def test_a_name_is_taken_whether_or_not_the_address_has_an_account(anna: Member) -> None:
    """Else somebody could join with an address, then ask whether the name is free."""
    for number, address in enumerate((KNOWN, UNKNOWN)):
        Client().post(JOIN, {"email": address, "username": f"Zebra 9{number}"})
        asked = {"email": f"third{number}@example.org", "username": f"Zebra 9{number}"}
        assert "This name is taken" in Client().post(JOIN, asked).content.decode()


def test_the_name_held_is_free_in_the_same_browser(client: Client, anna: Member) -> None:
    client.post(JOIN, {"email": KNOWN, "username": "Zebra"})
    client.post(CHECK, {"action": "change", "email": "zoe@example.org"})
    assert mail.outbox[-1].to == ["zoe@example.org"]
    code = re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)
    assert code
    client.post(CHECK, {"code": code[0]})
    assert "_auth_user_id" in client.session
    assert Member.objects.get(name="Zebra").email == "zoe@example.org"


def test_the_row_that_holds_a_name_lets_nobody_in(client: Client, anna: Member) -> None:
    client.post(JOIN, {"email": KNOWN, "username": "Zebra"})
    held = Member.objects.get(name="Zebra")
    mail.outbox.clear()
    Client().post("/sign-in/code", {"email": held.email})
    assert "no account" in mail.outbox[-1].body
    assert client.get(f"/m/{held.pk}").status_code == 404


@pytest.mark.parametrize(("passed", "answered"), [(0.0, 0.5), (0.1, 0.5), (0.3, 0.5)])
def test_an_answer_waits_for_the_beat(passed: float, answered: float) -> None:
    assert passed + Beat(0.5).wait(passed) == pytest.approx(answered)


def test_a_beat_covers_what_is_usual_on_a_busy_machine() -> None:
    """And is short again when the machine is not."""
    beat = Beat(0.5)
    answered = [passed + beat.wait(passed) for passed in (0.9, 0.4, 1.2, 0.1)]
    assert answered == pytest.approx([2.0, 2.0, 2.0, 2.0])
    calm = [beat.wait(0.0) for _ in range(100)]
    assert calm[-1] == pytest.approx(0.5)
    assert 100.0 + beat.wait(100.0) < 100.0 + LONGEST * 2


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is slept, without sleeping."""
    slept: list[float] = []
    monkeypatch.setattr(even_beat.time, "sleep", slept.append)
    return slept


def ask(middleware: EvenBeatMiddleware, places: Places | None, path: str, method: str) -> int:
    request = HttpRequest()
    request.path, request.method = path, method
    if places:
        request.META[ENVIRON_KEY] = places
    return middleware(request).status_code


def test_only_what_could_tell_is_held_back(waits: list[float]) -> None:
    middleware, places = EvenBeatMiddleware(lambda _: HttpResponse()), Places(4)
    for path in ("/sign-in", "/sign-up", "/sign-in/code", "/password/reset", "/address/code"):
        waits.clear()
        assert ask(middleware, places, path, "POST") == 200
        assert len(waits) == 1
        assert waits[0] > 0
        assert ask(middleware, places, path, "GET") == 200
        assert len(waits) == 1
    assert ask(middleware, places, "/ask", "POST") == 200
    assert len(waits) == 1


def test_those_who_are_held_leave_a_thread_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four threads two at most; the next is asked to come again, and does not wait long."""
    monkeypatch.setattr("alongside.kernel.places.MOMENT", 0.01)
    monkeypatch.setattr("alongside.kernel.places.PATIENCE", 0.02)
    monkeypatch.setattr(even_beat.time, "sleep", lambda _: None)
    inside, go = threading.Barrier(3), threading.Event()

    def view(_: HttpRequest) -> HttpResponse:
        inside.wait(10)
        go.wait(10)
        return HttpResponse()

    middleware, places = EvenBeatMiddleware(view), Places(4)
    held = [
        threading.Thread(target=ask, args=(middleware, places, "/sign-up", "POST"))
        for _ in range(2)
    ]
    for one in held:
        one.start()
    inside.wait(10)
    assert ask(middleware, places, "/sign-up", "POST") == 503
    go.set()
    for one in held:
        one.join()
    assert places.take()
