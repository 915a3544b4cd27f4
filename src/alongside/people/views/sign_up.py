"""The page for the code that proves an address, while signing up or for another address later."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.signup import complete_signup
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmEmailVerificationCodeView
from django.db import transaction
from django.http import HttpResponse
from django.utils.functional import cached_property

from alongside.people.forms.accounts import SignUp
from alongside.people.sign_up import chosen_name


class AddressCodeView(ConfirmEmailVerificationCodeView):
    """Another address can be written while signing up, also where no account is being made."""

    _process: Any

    @property
    def can_change(self) -> bool:
        return self.request.user.is_anonymous and bool(chosen_name(self.request.session))

    @cached_property
    def _action(self) -> str:
        if self.request.POST.get("action") == "change":
            return "change" if self.can_change else "verify"
        action: str = super()._action
        return action

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[no-untyped-call]
        return {**context, "can_change": self.can_change}

    def _change_form_valid(self, form: Any) -> HttpResponse:
        """The whole sign-up once more, with that address."""
        sent = {"email": form.cleaned_data["email"], "username": chosen_name(self.request.session)}
        again = SignUp(sent)
        if not again.is_valid():
            form.add_error("email", [word for words in again.errors.values() for word in words])
            refused: HttpResponse = self.form_invalid(form)  # type: ignore[no-untyped-call]
            return refused
        with transaction.atomic():
            clear_login(self.request)
            self._process.abort()
            user, response = again.try_save(self.request)
            answer: HttpResponse = response or complete_signup(self.request, user=user)
        return answer
