"""The shape of what people write privately. What they may write is in `rules`."""

from __future__ import annotations

from django import forms

from alongside.discussions.composing import Words
from alongside.messaging.models import MESSAGE_MAX
from alongside.messaging.models.reports import NOTE_MAX, REASON_MAX
from alongside.people.models import NAME_MAX

TOO_LONG = (
    f"This is longer than {MESSAGE_MAX:,} characters. Nothing was lost. "
    "Please make it shorter, or send it in two parts."
)


def _few_words(most: int, required: str) -> Words:
    too_long = f"Please keep it under {most:,} characters."
    return Words(
        max_length=most,
        strip=False,
        error_messages={"required": required, "max_length": too_long},
    )


class MessageForm(forms.Form):
    body = Words(
        max_length=MESSAGE_MAX,
        strip=False,
        error_messages={
            "required": "Your message is empty. Write a few words first.",
            "max_length": TOO_LONG,
        },
    )
    token = forms.UUIDField(error_messages={"required": "", "invalid": ""}, required=False)


class ReportForm(forms.Form):
    reason = _few_words(REASON_MAX, "Say in a few words what is wrong with it.")


class ClosingForm(forms.Form):
    note = _few_words(NOTE_MAX, "Write a word to the person who reported this.")


class NameForm(forms.Form):
    name = forms.CharField(
        max_length=NAME_MAX, error_messages={"required": "Write the name of the person."}
    )
