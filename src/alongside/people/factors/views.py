"""The pages of second steps. What they check is allauth's; the words and what follows are ours."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from alongside.people.actions.security import end_other_sessions
from alongside.people.factors.qr import qr_code
from alongside.people.factors.session import (
    forget_second_step,
    has_second_step,
    take_second_step,
)

SECURITY = reverse_lazy("mfa_index")
CODE_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]


def removed(request: HttpRequest) -> None:
    """Without a second step nobody has taken one, in no session."""
    user: Any = request.user
    member_id = int(user.pk)
    if not has_second_step(member_id):
        forget_second_step(request.session)
        end_other_sessions(member_id, keep=request.session.session_key or "")


class SecondStep(base.AuthenticateView):
    """Between the code or the password and being signed in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        return {
            **super().get_context_data(**kwargs),
            "has_codes": is_mfa_enabled(user, CODE_TYPES),
            "has_passkey": is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]),
        }


class AddApp(totp.ActivateTOTPView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {
            **context,
            "qr": qr_code(context["totp_url"], "A QR code for your app"),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        take_second_step(self.request, self.request.user, Authenticator.Type.TOTP)  # type: ignore[arg-type]
        return response


class RemoveApp(totp.DeactivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        removed(self.request)
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user: Any = self.request.user
        options = auth.begin_registration(user, passwordless=True)
        return {**context, "options": options}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        take_second_step(self.request, self.request.user, Authenticator.Type.WEBAUTHN)  # type: ignore[arg-type]
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = SECURITY

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        removed(self.request)
        return response


class RenamePasskey(webauthn.EditWebAuthnView):
    success_url = SECURITY
