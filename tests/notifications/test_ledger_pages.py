"""The ledger as those who run the place see it, and as its readers do."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.config.cli.mail_ledger import show
from alongside.config.doctor.deliveries import about_deliveries
from alongside.notifications.models import Delivery, DeliveryState, StoppedAddress
from alongside.notifications.reads.ledger import A_PAGE
from alongside.notifications.sending.keeping import forget_nobodys_stops, forget_old_deliveries
from tests.cast import TITLES, Cast
from tests.notifications.owing import owe


@pytest.fixture
def failed(ledger: Cast) -> Delivery:
    row = owe(ledger, "parent", ledger.posts["reply"])
    Delivery.objects.update(state=DeliveryState.GAVE_UP, error="554 no", attempts=3)
    return row


def test_staff_see_states_and_no_more_of_anybody_than_they_need(
    failed: Delivery, ledger: Cast
) -> None:
    page = ledger.client("administrator").get("/manage/mail").content.decode()
    assert "p…@example.org" in page
    assert "554 no" in page
    for hidden in ("pat.rivers", "Pat Rivers", TITLES["public"]):
        assert hidden not in page
    assert ledger.client("moderator").get("/manage/mail").status_code == 404
    none = ledger.client("administrator").get("/manage/mail?state=sent").content.decode()
    assert "554 no" not in none


def test_a_page_of_many_asks_as_much_as_a_page_of_few(failed: Delivery, ledger: Cast) -> None:
    client, counts = ledger.client("administrator"), []
    for number in (1, A_PAGE + 5):
        rows = (
            Delivery(member=ledger.people["parent"], mail_list="digest", message_id=f"{number}-{n}")
            for n in range(number)
        )
        Delivery.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as caught:
            page = client.get("/manage/mail").content.decode()
        counts.append(len(caught))
    assert counts[0] == counts[1]
    older = client.get("/manage/mail?before=" + page.partition("before=")[2].partition('"')[0])
    assert "554 no" in older.content.decode()


def test_what_was_given_up_can_be_tried_again(failed: Delivery, ledger: Cast) -> None:
    answer = ledger.client("administrator").post("/manage/mail/retry", follow=True)
    assert "1 delivery will be tried again now." in answer.content.decode()
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (DeliveryState.FAILED, 0)
    assert failed.next_at <= timezone.now()


def test_on_the_command_line(failed: Delivery, capsys: pytest.CaptureFixture[str]) -> None:
    show(as_json=False, retry=False)
    told = capsys.readouterr().out
    assert "Gave up" in told
    assert "p…@example.org  554 no" in told
    show(as_json=True, retry=True)
    told, said = capsys.readouterr()
    assert json.loads(told)["counts"]["failed"] == 1
    assert json.loads(told)["errors"][0]["error"] == "554 no"
    assert said == "1 delivery will be tried again now.\n"


def test_the_doctor_says_what_is_late_or_was_given_up(failed: Delivery, ledger: Cast) -> None:
    late = timezone.now() - timedelta(minutes=20)
    Delivery.objects.create(
        member=ledger.people["parent"], mail_list="digest", message_id="x", made_at=late,
        next_at=late,
    )  # fmt: skip
    assert [finding.level for finding in about_deliveries()] == ["warning", "warning"]
    Delivery.objects.all().delete()
    assert [finding.level for finding in about_deliveries()] == ["ok"]


def test_my_mail_lists_what_went_to_me(failed: Delivery, ledger: Cast) -> None:
    page = ledger.client("parent").get("/me/mail").content.decode()
    assert "Could not be sent" in page
    assert TITLES["public"] not in page
    assert "Nothing yet." in ledger.client("newcomer").get("/me/mail").content.decode()


def test_what_ended_long_ago_goes(failed: Delivery) -> None:
    assert forget_old_deliveries() == 0
    Delivery.objects.update(made_at=timezone.now() - timedelta(days=91))
    assert forget_old_deliveries() == 1
    StoppedAddress.objects.create(email="nobody@example.org", reason="bounced")
    StoppedAddress.objects.create(email="newcomer@example.org", reason="bounced")
    assert forget_nobodys_stops() == 1
