"""Changing the help numbers, and putting the first ones in."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from alongside.home.models import HelpNumber
from alongside.kernel.verdicts import demand
from alongside.people.rules import may_manage_people
from alongside.people.viewer import Viewer


def starting_numbers() -> list[dict[str, Any]]:
    """The numbers a new community starts with, from `help_numbers.toml`."""
    text = files("alongside.home").joinpath("help_numbers.toml").read_text(encoding="utf-8")
    numbers: list[dict[str, Any]] = tomllib.loads(text)["number"]
    return [{"dial": number["number"], **number} for number in numbers]


@transaction.atomic
def save_number(
    viewer: Viewer,
    number_id: int | None,
    *,
    checked_on: date | None,
    by_text: bool,
    **columns: str,
) -> HelpNumber:
    """Add a number, or change one.

    Raises:
        Refused: for anyone but an administrator.
        HelpNumber.DoesNotExist: no such number.
    """
    demand(may_manage_people(viewer))
    number = HelpNumber.objects.get(id=number_id) if number_id else HelpNumber()
    for name, value in columns.items():
        setattr(number, name, value)
    number.checked_on, number.by_text = checked_on, by_text
    number.save()
    return number


@transaction.atomic
def remove_number(viewer: Viewer, number_id: int) -> None:
    """Raises: Refused for anyone but an administrator."""
    demand(may_manage_people(viewer))
    HelpNumber.objects.filter(id=number_id).delete()
