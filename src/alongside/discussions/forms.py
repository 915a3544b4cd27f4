"""The shape of what people write. What they may write is in `rules`, what it does in `actions`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import TopicKind
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import REASON_MAX, TITLE_MAX
from alongside.discussions.noticing import NOTHING, Noticed
from alongside.discussions.reads.hidden import HiddenLine
from alongside.people.wordings import Wording

# Whose name stands beside a new conversation, as the form says it.
MY_NAME, NO_NAME = "my_name", "no_name"


@dataclass
class WriteForm:
    """What a writing form shows: the words so far, what is wrong, and what met them meanwhile.

    `theirs` is another text to be shown beside these words; `place` names the draft; `writer` is
    the mark of whose form it is (see `writer.py`). `asks` is what somebody must agree to before
    their first words here are kept.
    """

    action: str
    place: str
    submit: str
    writer: str
    token: str = field(default_factory=new_token)
    body: str = ""
    title: str = ""
    space: str = ""
    kind: str = TopicKind.QUESTION.value
    under: str = MY_NAME
    edit_count: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    theirs: str = ""
    preview_html: str = ""
    hides: tuple[HiddenLine, ...] = ()  # what others would not see of it
    asks: Wording | None = None
    agreed: bool = False
    limit: int = BODY_MAX
    title_limit: int = TITLE_MAX
    # What is seen in the words, and whether they were held back once because of it.
    noticed: Noticed = NOTHING
    stopped: bool = False

    @property
    def verb(self) -> str:
        """What its button does, in one word."""
        return self.submit.split()[0].lower()


class Words(forms.CharField):
    """A text as somebody wrote it: line ends made one kind, the rest left alone."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _body(required: str) -> Words:
    too_long = (
        f"This is longer than {BODY_MAX:,} characters. Nothing was lost. "
        "Please make it shorter, or send it in two parts."
    )
    return Words(
        max_length=BODY_MAX,
        strip=False,
        error_messages={"required": required, "max_length": too_long},
    )


def _title(*, required: bool) -> Words:
    return Words(
        max_length=TITLE_MAX,
        required=required,
        error_messages={
            "required": "Give your conversation a short title, so that others can find it.",
            "max_length": f"Please keep the title under {TITLE_MAX} characters.",
        },
    )


class ReplyForm(forms.Form):
    body = _body("Your reply is empty. Write a few words first.")
    token = forms.UUIDField(error_messages={"required": "", "invalid": ""}, required=False)


class AskForm(forms.Form):
    """Its fields, and so its errors, in the order they have on the page."""

    kind = forms.ChoiceField(
        choices=TopicKind.choices,
        error_messages={"required": "Choose what this is: a question or a story."},
    )
    space = forms.SlugField(
        max_length=60, error_messages={"required": "Choose where this belongs."}
    )
    # Missing where a page from before the choice existed is sent: it said nothing of no name.
    under = forms.ChoiceField(
        choices=((MY_NAME, ""), (NO_NAME, "")),
        required=False,
        error_messages={"invalid_choice": "Choose whether your name stands beside it."},
    )
    title = _title(required=True)
    body = _body("Tell us a little more, in your own words.")
    token = forms.UUIDField(required=False)


class EditForm(forms.Form):
    title = _title(required=False)
    body = _body("An empty post cannot be kept. To take it back, use Remove.")
    edit_count = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class ReasonForm(forms.Form):
    reason = Words(
        max_length=REASON_MAX,
        error_messages={
            "required": "Say why you need to know. The person who asked will read it.",
            "max_length": f"Please keep this under {REASON_MAX} letters.",
        },
    )


def first_errors(form: forms.Form) -> dict[str, str]:
    """One sentence for each field that is wrong."""
    return {name: str(problems[0]) for name, problems in form.errors.items()}
