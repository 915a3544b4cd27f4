"""Is it still them? Asked before somebody changes how they sign in.

Whoever has a second step shows that one. Anybody else types their password, or a code that we
mail: most people here have no password. What was shown counts for a quarter of an hour, and so
does having just signed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from alongside.people.access import P, View
from alongside.people.factors.session import has_second_step
from alongside.people.forms.accounts import SignInCode
from alongside.people.viewer import PersonRequest

_STATE = "confirm_code"
SENT = "We sent you a code."


def shown_lately(request: HttpRequest) -> bool:
    user: Any = request.user
    records = get_authentication_records(request, user)
    if has_second_step(user.pk):
        records = [record for record in records if record["method"] == "mfa"]
    newest = max((record["at"] for record in records), default=0.0)
    return bool(time.time() - newest < app_settings.REAUTHENTICATION_TIMEOUT)


class ConfirmCode(AbstractCodeVerificationProcess):
    """A code in a mail to the address that this account has now."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,  # type: ignore[arg-type, unused-ignore]
        )

    @classmethod
    def begin(cls, request: HttpRequest, user: Any) -> None:
        process = cls(request, cls.initial_state(user, user.email))
        process.send()
        process.persist()

    @classmethod
    def resume(cls, request: HttpRequest) -> ConfirmCode | None:
        state = request.session.get(_STATE)
        process: Any = cls(request, state) if state else None
        return process.abort_if_invalid() if process else None

    def send(self) -> None:
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        context = {"code": self.state["code"]}
        adapter.send_mail("account/email/confirm_code", self.state["email"], context)

    def persist(self) -> None:
        self.request.session[_STATE] = self.state

    def abort(self) -> None:
        self.request.session.pop(_STATE, None)


class ConfirmByCode(BaseReauthenticateView):
    """First a button that sends the code, then the field for it: a look at the page sends none."""

    template_name = "people/confirm_by_code.html"
    form_class = SignInCode

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.process = ConfirmCode.resume(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def asks_for_code(self) -> bool:
        return self.request.POST.get("action") == "send"

    def get_form_class(self) -> type[Form]:
        if self.asks_for_code:
            return Form
        form: type[Form] = super().get_form_class()
        return form

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if not self.asks_for_code:
            kwargs["code"] = self.process.code if self.process else ""
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        user: Any = self.request.user
        if self.asks_for_code:
            return self._send(user)
        if self.process:
            self.process.abort()
        record_authentication(self.request, user, "code", reauthenticated=True)
        response: HttpResponse = super().form_valid(form)
        return response

    def _send(self, user: Any) -> HttpResponse:
        if ratelimit.consume(self.request, action="request_login_code", key=user.email):
            ConfirmCode.begin(self.request, user)
            messages.success(self.request, SENT)
        else:
            messages.error(self.request, get_adapter().error_messages["rate_limited"])
        return self._here()

    def _here(self) -> HttpResponse:
        view: Any = self
        return HttpResponseRedirect(view.passthrough_next_url(reverse("confirm_by_code")))

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.process and not self.process.record_invalid_attempt():
            messages.error(self.request, get_adapter().error_messages["too_many_login_attempts"])
            return self._here()
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sent": self.process is not None, "email": user.email}


def still_you(view: View[P]) -> View[P]:
    """Inside `members_only`: who has not shown it lately is asked, and comes back."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not shown_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def still_you_or_password(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """For pages about the password. Whoever changes one types the old one, which is enough."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if user.is_authenticated and not _types_it(user) and not shown_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def _types_it(user: Any) -> bool:
    return user.has_usable_password() and not has_second_step(user.pk)


def ways_to_confirm(user: AbstractBaseUser, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """Of what allauth knows, and a code in a mail: what this member may show."""
    if has_second_step(user.pk):
        return [way for way in known if way["id"].startswith("mfa")]
    by_code = {
        "id": "code",
        "description": "Use a code from a mail",
        "url": reverse("confirm_by_code"),
    }
    return [*(way for way in known if way["id"] == "reauthenticate"), by_code]
