"""Recording what happened, together with the write that made it happen."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import connection

from alongside.work.models import Event

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def record(event: DataclassInstance) -> Event:
    """Keep an event, such as `PostPublished(...)`, for the handlers named in config/wiring.py.

    Its class name is its kind and its fields, plain values, are what handlers get. Must run in
    the transaction of the write it tells of: both are kept, or neither.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is recorded inside the transaction that caused it.")
    return Event.objects.create(kind=type(event).__name__, payload=asdict(event))
