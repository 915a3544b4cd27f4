"""One message is shown to staff, and nothing that stood around it."""

from __future__ import annotations

import pytest
from django.http import Http404

from alongside.kernel.verdicts import Refused
from alongside.messaging import actions
from alongside.messaging.models import Message, MessageReport, ReportOpening
from tests.cast import Cast
from tests.messaging.talk import ask, pair, say, viewer

BEFORE, BAD, AFTER = "Before it.", "Send me money.", "After it."


@pytest.fixture
def bad(cast: Cast) -> Message:
    thread_id = pair(cast, "parent", "outsider")
    say(cast, "outsider", thread_id, BEFORE)
    message = say(cast, "outsider", thread_id, BAD)
    say(cast, "outsider", thread_id, AFTER)
    return message


def test_from_a_report_to_a_word_back(cast: Cast, bad: Message) -> None:
    parent, moderator = cast.client("parent"), cast.client("moderator")
    asked = parent.get(f"/message/{bad.pk}/report").content.decode()
    assert BAD in asked
    assert BEFORE not in asked
    parent.post(f"/message/{bad.pk}/report", {"reason": "It frightens me."})
    report = MessageReport.objects.get()
    path = f"/manage/reports/{report.pk}"
    listed = moderator.get("/manage/reports").content.decode()
    shut = moderator.get(path).content.decode()
    for page in (listed, shut):
        assert "It frightens me." in page
        assert BAD not in page
    assert "Waiting for our staff" in parent.get("/messages/reported").content.decode()
    moderator.post(f"{path}/opening")
    page = moderator.get(path).content.decode()
    assert BAD in page
    assert BEFORE not in page
    assert AFTER not in page
    assert "Morgan," in page
    assert ReportOpening.objects.get().member == cast.people["moderator"]
    assert "looking at it" in parent.get("/messages/reported").content.decode()
    # Another of staff reads it for themselves, and that is kept too.
    assert BAD not in cast.client("administrator").get(path).content.decode()
    assert moderator.post(f"{path}/closing", {"note": ""}).status_code == 422
    moderator.post(f"{path}/closing", {"note": "We spoke to them."})
    told = parent.get("/messages/reported").content.decode()
    assert "We spoke to them." in told
    assert "Morgan" not in told
    assert "We spoke" in moderator.get(path).content.decode()
    assert "No report waits" in moderator.get("/manage/reports").content.decode()


def test_the_copy_stays_when_the_words_go(cast: Cast, bad: Message) -> None:
    report = actions.report_message(viewer(cast, "parent"), bad.pk, reason="Look.")
    bad.delete()
    report.refresh_from_db()
    assert BAD in report.html


def test_a_request_can_be_reported_before_it_is_answered(cast: Cast) -> None:
    message = ask(cast, "outsider", "parent", BAD)
    actions.report_message(viewer(cast, "parent"), message.pk, reason="Look.")


def test_reporting_twice_is_one_report(cast: Cast, bad: Message) -> None:
    for _ in range(2):
        actions.report_message(viewer(cast, "parent"), bad.pk, reason="Look.")
    assert MessageReport.objects.count() == 1
    assert cast.client("parent").get(f"/message/{bad.pk}/report").url == "/messages/reported"


def test_who_cannot(cast: Cast, bad: Message) -> None:
    with pytest.raises(Refused, match="yourself"):
        actions.report_message(viewer(cast, "outsider"), bad.pk, reason="Look.")
    for name in ("ambassador", "moderator", "administrator"):
        with pytest.raises(Http404):
            actions.report_message(viewer(cast, name), bad.pk, reason="Look.")


def test_only_staff_open_and_close_and_in_that_order(cast: Cast, bad: Message) -> None:
    report = actions.report_message(viewer(cast, "parent"), bad.pk, reason="Look.")
    for name in ("parent", "outsider", "ambassador"):
        with pytest.raises(Http404):
            actions.open_report(viewer(cast, name), report.pk)
    staff = viewer(cast, "moderator")
    with pytest.raises(Refused, match="Open the report first"):
        actions.close_report(staff, report.pk, note="Done.")
    actions.open_report(staff, report.pk)
    actions.close_report(staff, report.pk, note="Done.")
    with pytest.raises(Refused, match="closed"):
        actions.close_report(staff, report.pk, note="Again.")


def test_staff_have_no_way_in_but_a_report(cast: Cast, bad: Message) -> None:
    """Not by address, whatever they send, and not by the list of messages."""
    for name in ("moderator", "administrator"):
        client, thread = cast.client(name), f"/messages/{bad.thread_id}"
        for path in (thread, f"{thread}/people", f"{thread}/leaving", f"/message/{bad.pk}/report"):
            assert client.get(path).status_code == 404
        assert client.post(thread, {"body": "Hello"}).status_code == 404
        assert client.post(f"{thread}/acceptance").status_code == 404
        assert BAD not in client.get("/messages").content.decode()
