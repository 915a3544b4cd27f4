"""What staff decide in words: the form, the deed, and the page again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpResponse

from alongside.kernel.verdicts import Refused

Errors = dict[str, str]
T = TypeVar("T")


def decide(
    form: Form,
    again: Callable[[Errors], HttpResponse],
    act: Callable[[dict[str, Any]], T],
    then: Callable[[T], HttpResponse],
) -> HttpResponse:
    """Do it with what was given and lead on; or show the page again, and nothing was done."""
    if not form.is_valid():
        return again(_wrong(form))
    try:
        result = act(form.cleaned_data)
    except Refused as refused:
        return again({"": refused.reason})
    return then(result)


def _wrong(form: Form) -> Errors:
    return {name: " ".join(map(str, sentences)) for name, sentences in form.errors.items()}
