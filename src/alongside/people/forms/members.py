"""The shape of what is sent; whether it may be done is for the rules."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import TextChoices

from alongside.people.choices import country_choices, zone_choices
from alongside.people.models import ABOUT_MAX, NAME_MAX, PLACE_MAX, Audience, Connection, Role
from alongside.people.rules.names import LONG

MISSING = "Please fill this in."
ABOUT_LONG = f"Please use {ABOUT_MAX} letters or fewer."
PLACE_LONG = f"Please use {PLACE_MAX} letters or fewer."
NOT_ON_THE_LIST = "Please choose one from the list."
# Controls that turn the direction of text, or show nothing at all.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MAX_ID = 2**63 - 1


class OneLine(forms.CharField):
    """Text that is shown on one line, however it was typed."""

    def to_python(self, value: Any) -> str:
        return " ".join(_UNSEEN.sub("", str(value or "")).split())


def one_of(choices: type[TextChoices], *, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=required,
        choices=choices.choices if required else [("", ""), *choices.choices],
        error_messages={"required": NOT_ON_THE_LIST, "invalid_choice": NOT_ON_THE_LIST},
    )


class ProfileForm(forms.Form):
    # Longer than a name may be, so that the rules for names are the ones that answer.
    name = forms.CharField(
        max_length=4 * NAME_MAX, error_messages={"required": MISSING, "max_length": LONG}
    )
    connection = one_of(Connection, required=False)
    connection_audience = one_of(Audience, required=True)
    about = OneLine(required=False, max_length=ABOUT_MAX, error_messages={"max_length": ABOUT_LONG})
    about_audience = one_of(Audience, required=True)
    place = OneLine(required=False, max_length=PLACE_MAX, error_messages={"max_length": PLACE_LONG})
    place_audience = one_of(Audience, required=True)
    zone = forms.ChoiceField(
        required=False,
        choices=lambda: [("", ""), *zone_choices()],
        error_messages={"invalid_choice": NOT_ON_THE_LIST},
    )
    zone_audience = one_of(Audience, required=True)
    country = forms.ChoiceField(
        required=False,
        choices=lambda: [("", ""), *country_choices()],
        error_messages={"invalid_choice": NOT_ON_THE_LIST},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)


class PeopleSearch(forms.Form):
    """Where the list of people starts. What cannot be read starts it at the top."""

    search = forms.CharField(required=False, max_length=NAME_MAX)
    after = forms.IntegerField(required=False, min_value=0, max_value=MAX_ID)

    def where(self) -> tuple[str, int]:
        self.is_valid()
        return self.cleaned_data.get("search", ""), self.cleaned_data.get("after") or 0
