"""An event is kept together with what caused it, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction

from alongside.work.actions import record
from alongside.work.models import Event, EventState


@dataclass(frozen=True, slots=True)
class LampLit:
    lamp_id: int
    by: str


@pytest.mark.django_db
def test_an_event_is_a_row_with_its_name_and_fields() -> None:
    event = record(LampLit(lamp_id=7, by="Ada"))
    event.refresh_from_db()
    assert (event.kind, event.payload) == ("LampLit", {"lamp_id": 7, "by": "Ada"})
    assert (event.state, event.attempts) == (EventState.PENDING, 0)


@pytest.mark.django_db(transaction=True)
def test_it_goes_when_the_transaction_goes() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(LampLit(7, "Ada"))
        1 / 0  # noqa: B018
    assert not Event.objects.filter(kind="LampLit").exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_refused_outside_of_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(LampLit(7, "Ada"))
