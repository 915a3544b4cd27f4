"""The shape of a help number."""

from __future__ import annotations

import re

from django import forms

from alongside.home.models import HelpNumber

DIALS = re.compile(r"\+?[0-9*#]{2,20}")


class HelpNumberForm(forms.ModelForm):  # type: ignore[type-arg]
    source_url = forms.URLField(assume_scheme="https", max_length=200, required=False)

    class Meta:
        model = HelpNumber
        fields = (
            "country", "kind", "label", "number", "dial", "by_text", "note", "source_url",
            "checked_on",
        )  # fmt: skip

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"].upper()
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise forms.ValidationError("Write the two letters of the country, such as GB or EU.")
        return code

    def clean_dial(self) -> str:
        dial = re.sub(r"[\s().-]", "", self.cleaned_data["dial"])
        if not DIALS.fullmatch(dial):
            raise forms.ValidationError(
                "Write the number as a phone dials it: digits, with a + in front where needed."
            )
        return dial
