"""The shape of what somebody chooses to hear of."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.notifications.models import Mode

NOT_ON_THE_LIST = "Please choose one from the list."
BOTH_HOURS = "Choose both hours, or leave both empty."
TWO_HOURS = "Choose two different hours. To have no quiet hours, leave both empty."
MODES = (
    (Mode.AT_ONCE.value, "At once"),
    (Mode.DAILY.value, "Once a day"),
    (Mode.WEEKLY.value, "Once a week"),
    (Mode.NONE.value, "No mail"),
)
WEEKDAYS = tuple(
    enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
)


def _hour(hour: int) -> str:
    if hour in (0, 12):
        return "12 at night" if hour == 0 else "12 noon"
    return f"{hour % 12} {'am' if hour < 12 else 'pm'}"


HOURS = tuple((hour, _hour(hour)) for hour in range(24))


def _mode() -> forms.ChoiceField:
    wrong = {"invalid_choice": NOT_ON_THE_LIST, "required": NOT_ON_THE_LIST}
    return forms.ChoiceField(choices=MODES, error_messages=wrong)


def _number(choices: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=choices, coerce=int, empty_value=None, required=required,
        error_messages={"invalid_choice": NOT_ON_THE_LIST, "required": NOT_ON_THE_LIST},
    )  # fmt: skip


class HearingForm(forms.Form):
    """In the order of the page."""

    reply_mail = _mode()
    quote_mail = _mode()
    silence_mail = _mode()
    space_topic_mail = _mode()
    message_mail = _mode()
    digest_hour = _number(HOURS)
    digest_weekday = _number(WEEKDAYS)
    quiet_from = _number(HOURS, required=False)
    quiet_until = _number(HOURS, required=False)
    push = forms.BooleanField(required=False)
    stories_in_mail = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        begin, end = chosen.get("quiet_from"), chosen.get("quiet_until")
        if "quiet_from" in chosen and "quiet_until" in chosen:
            if (begin is None) != (end is None):
                self.add_error("quiet_until" if end is None else "quiet_from", BOTH_HOURS)
            elif begin is not None and begin == end:
                self.add_error("quiet_until", TWO_HOURS)
        return chosen


class ChoiceForm(forms.Form):
    """Of one conversation or space; empty is as usual. `back` is where the form stood."""

    mail = forms.ChoiceField(choices=(("", ""), *MODES), required=False)
    back = forms.ChoiceField(choices=(("", ""), ("follows", "")), required=False)
