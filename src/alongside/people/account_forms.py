"""allauth's forms in plain words. What they check and do is allauth's, but for two things:
the name is ours to judge, and two people taking one name in the same second is a sentence."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.people.models import NAME_MAX
from alongside.people.name_rules import LONG, SHORT

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


class SignUp(PlainWords, allauth.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.error_messages |= {"min_length": SHORT, "max_length": LONG}
        name.widget.attrs["maxlength"] = str(NAME_MAX)

    def save(self, request: HttpRequest) -> AbstractBaseUser:
        with transaction.atomic():
            return super().save(request)

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        try:
            saved: tuple[AbstractBaseUser | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            # Two people passed the checks in one moment; the database let only one of them in.
            messages.error(request, AT_THE_SAME_TIME)
            query = urlencode({"email": self.cleaned_data["email"]})
            return None, redirect(f"{reverse('account_signup')}?{query}")
        return saved


class AskForCode(PlainWords, allauth.RequestLoginCodeForm):
    pass


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


class ChangePassword(PlainWords, allauth.ChangePasswordForm):
    pass
