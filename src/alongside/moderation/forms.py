"""The shape of what staff type on the pages of words. What may be a rule is in `asked`."""

from __future__ import annotations

from django import forms

from alongside.discussions.models.hidden import ANSWER_MAX
from alongside.language.word_rules import Tier
from alongside.moderation.asked import EMPTY, NO_REASON, REASON_TOO_LONG, check_word, ruled_already
from alongside.words.models import REASON_MAX

CHOOSE = "Choose one of the two buttons."
TIERS = (
    (
        Tier.MASK.value,
        "Hide it",
        "Others see a mark in its place. Only for words that are nothing but abuse.",
    ),
    (
        Tier.ASK.value,
        "Ask a moderator",
        "It stays as it is. You are asked to look where somebody aims it at a person.",
    ),
)


class Reason(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            max_length=REASON_MAX,
            error_messages={"required": NO_REASON, "max_length": REASON_TOO_LONG},
        )


class WordForm(forms.Form):
    # Its length is judged together with everything else, in a sentence of ours.
    word = forms.CharField(max_length=1_000, error_messages={"required": EMPTY})
    tier = forms.ChoiceField(
        choices=[(tier, label) for tier, label, _ in TIERS],
        error_messages={
            "required": "Choose what happens to it.",
            "invalid_choice": "Choose what happens to it.",
        },
    )
    reason = Reason()

    def clean_word(self) -> str:
        return check_word(self.cleaned_data["word"])

    def clean(self) -> None:
        given = self.cleaned_data
        if {"word", "tier"} <= given.keys():
            said = ruled_already(given["word"], given["tier"])
            if said:
                self.add_error("word", said)


class ReasonForm(forms.Form):
    reason = Reason()


class AnswerForm(forms.Form):
    """A moderator's answer to an author: which of the two buttons, and why."""

    MOST = ANSWER_MAX

    decision = forms.ChoiceField(
        choices=[("show", "show"), ("hide", "hide")],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    answer = forms.CharField(
        max_length=ANSWER_MAX,
        error_messages={
            "required": "Say why in a few plain words. The author reads them.",
            "max_length": f"Please keep it under {ANSWER_MAX} characters.",
        },
    )
