"""allauth's forms for second steps, in plain words."""

from __future__ import annotations

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache

from alongside.people.forms.accounts import PlainWords

NAME_MAX = 60
MISSING = "Please give it a name."
# A passkey's answer is about 1 KB, its first one with a certificate chain a few.
CREDENTIAL_MAX = 32 * 1024
ODD_CREDENTIAL = "We could not read what your passkey said. Please try again."


class _CodeForm(PlainWords):
    """A code of the app, or a recovery code."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            _remember_used(self.authenticator.wrap(), code)  # type: ignore[attr-defined]
        return code


def _remember_used(app: TOTP, code: str) -> None:
    """For as long as the code fits: allauth forgets it after one period, and we allow for three."""
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    cache.set(app._get_used_cache_key(code), "y", app_settings.TOTP_PERIOD * periods)


class SecondStep(_CodeForm, base.AuthenticateForm):
    pass


class SecondStepAgain(_CodeForm, base.ReauthenticateForm):
    pass


class NewApp(PlainWords, totp.ActivateTOTPForm):
    pass


class Credential(forms.JSONField):
    """What a browser's passkey says: a small object, and nothing that takes a parser apart."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > CREDENTIAL_MAX:
            raise forms.ValidationError(ODD_CREDENTIAL)
        try:
            found = super().to_python(value)
        except (ValueError, RecursionError) as odd:
            raise forms.ValidationError(ODD_CREDENTIAL) from odd
        if found is not None and not isinstance(found, dict):
            raise forms.ValidationError(ODD_CREDENTIAL)
        return found


class PasskeySignsIn(PlainWords, webauthn.LoginWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class PasskeyAsSecondStep(PlainWords, webauthn.AuthenticateWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class PasskeyAgain(PlainWords, webauthn.ReauthenticateWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class NewPasskey(PlainWords, webauthn.AddWebAuthnForm):
    """Always one that can sign in by itself: the phone or the key asks who holds it."""

    credential = Credential(widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=NAME_MAX)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyName(webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=NAME_MAX, error_messages={"required": MISSING})
