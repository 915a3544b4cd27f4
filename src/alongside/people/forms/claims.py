"""What is sent to invite somebody to claim a name, and to claim it."""

from __future__ import annotations

from django import forms

from alongside.people.forms.members import MISSING
from alongside.people.models import NAME_MAX
from alongside.people.rules.names import LONG


class InviteForm(forms.Form):
    email = forms.EmailField(max_length=254)


class ClaimForm(forms.Form):
    # Longer than a name may be, so that the rules for names are the ones that answer.
    name = forms.CharField(
        max_length=4 * NAME_MAX, error_messages={"required": MISSING, "max_length": LONG}
    )
