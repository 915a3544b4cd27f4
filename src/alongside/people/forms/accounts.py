"""allauth's forms in plain words. What they check and do is allauth's, but for two things:
the name is ours to judge, and two people taking one name in the same second is a sentence."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.socialaccount.forms import SignupForm as OutsideSignupForm
from allauth.socialaccount.internal.flows.signup import redirect_to_signup
from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.people.models import NAME_MAX
from alongside.people.rules.names import LONG, SHORT
from alongside.people.sign_up import hold_name, remember, unfinished

MISSING = "Please fill this in."
NOT_AN_ADDRESS = "Please write an e-mail address, like anna@example.org."
AT_THE_SAME_TIME = (
    "Someone took that name or address at the same moment. Please choose a name again."
)


class PlainWords:
    """Error sentences for fields that allauth made."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = MISSING
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NOT_AN_ADDRESS


class SignIn(PlainWords, allauth.LoginForm):
    def _setup_password_field(self) -> None:
        """Keep it. allauth drops it where signing up asks for none; here it is set later."""


class Joining(PlainWords, allauth.BaseSignupForm):
    """Choosing a name, from wherever somebody comes: one transaction, and the name is taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.error_messages |= {"min_length": SHORT, "max_length": LONG}
        name.widget.attrs["maxlength"] = str(NAME_MAX)

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        try:
            with transaction.atomic():
                return self._save_anew(request)
        except IntegrityError:
            # Two people passed the checks in one moment; the database let only one of them in.
            messages.error(request, AT_THE_SAME_TIME)
            return None, self.once_more(request)

    def _save_anew(
        self, request: HttpRequest
    ) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        """Instead of what this browser began before. The name is taken either way."""
        if begun := unfinished(request.session):
            begun.delete()
        held = hold_name(self.cleaned_data["username"]) if self.account_already_exists else None
        saved: tuple[Any, HttpResponse | None] = super().try_save(request)
        remember(request.session, held or saved[0])
        return saved

    def once_more(self, request: HttpRequest) -> HttpResponse:
        """Where they choose again."""
        raise NotImplementedError


class SignUp(Joining, allauth.SignupForm):
    def once_more(self, request: HttpRequest) -> HttpResponse:
        query = urlencode({"email": self.cleaned_data["email"]})
        return redirect(f"{reverse('account_signup')}?{query}")


class OutsideSignUp(Joining, OutsideSignupForm):
    """Who comes from an outside service chooses a name like anybody."""

    def once_more(self, request: HttpRequest) -> HttpResponse:
        """Nobody was made, so nobody has a number."""
        self.sociallogin.user.pk = None
        answer: HttpResponse = redirect_to_signup(request, self.sociallogin)
        return answer


class AskForCode(PlainWords, allauth.RequestLoginCodeForm):
    """Sent from a page of its own, or from the sign-in page, whose one field has another name."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "email" not in data and "login" in data:
            data = {"email": data["login"]}
        super().__init__(data, *args, **kwargs)


class SignInCode(PlainWords, allauth.ConfirmLoginCodeForm):
    pass


class AddressCode(PlainWords, allauth.ConfirmEmailVerificationCodeForm):
    pass


class OtherAddress(PlainWords, allauth.ChangeEmailForm):
    pass


class NewAddress(PlainWords, allauth.AddEmailForm):
    pass


class ForgotPassword(PlainWords, allauth.ResetPasswordForm):
    pass


class ResetCode(PlainWords, allauth.ConfirmPasswordResetCodeForm):
    pass


class ResetPassword(PlainWords, allauth.ResetPasswordKeyForm):
    pass


class FirstPassword(PlainWords, allauth.SetPasswordForm):
    pass


class PasswordAgain(PlainWords, allauth.ReauthenticateForm):
    pass


class ChangePassword(PlainWords, allauth.ChangePasswordForm):
    pass
