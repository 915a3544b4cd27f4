"""The yes to keeping a health story, asked inside the form of the first words and not before it.

It is a box of its own, never ticked for anybody. Without it nothing is kept on our side, and the
words stay in the form.
"""

from __future__ import annotations

from django import forms

from alongside.discussions.forms import WriteForm, first_errors
from alongside.people.actions.consent import agree_to_story
from alongside.people.viewer import PersonRequest, Viewer
from alongside.people.wordings import Wording, story_version, story_wording

PLEASE_AGREE = "Please tick the box below your words, so that we may keep them."


def asked(viewer: Viewer) -> Wording | None:
    """What this person has yet to agree to."""
    return None if viewer.may_keep_stories else story_wording(story_version())


def ask_to_agree(request: PersonRequest, form: WriteForm) -> WriteForm:
    """Puts the question into a form, answered as it was sent."""
    form.asks, form.agreed = asked(request.viewer), "agreed" in request.POST
    return form


def what_is_wrong(request: PersonRequest, given: forms.Form, form: WriteForm) -> dict[str, str]:
    """A sentence for each field. A preview keeps nothing, so it needs no yes."""
    errors = {} if given.is_valid() else first_errors(given)
    if form.asks and not form.agreed and "preview" not in request.POST:
        errors["agreed"] = PLEASE_AGREE
    return errors


def agreeing(request: PersonRequest, form: WriteForm) -> Viewer:
    """Who posts this: somebody who agrees by sending it, if they had not before."""
    if not (form.asks and form.agreed):
        return request.viewer
    form.asks = None
    return agree_to_story(request.viewer)
