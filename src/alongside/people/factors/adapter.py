"""Where allauth asks us about second steps: what things are called, and how secrets are kept."""

from __future__ import annotations

import base64
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.crypto import salted_hmac

_SALT = "alongside.people.factors"


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": (
            "Recovery codes come with a passkey or an app. Please set up one of them first."
        ),
        "incorrect_code": "That did not fit. Please try again.",
        "unverified_email": "Please check your e-mail address first: type the code we sent.",
    }

    def _get_site_name(self) -> str:
        """The community's name, as an app or a phone lists it."""
        return str(settings.ALONGSIDE.community_name)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {
            "id": context.request.get_host().partition(":")[0],
            "name": self._get_site_name(),
        }

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,
    ) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    # With the database alone, without the secret key, nobody makes codes for anybody.
    def encrypt(self, text: str) -> str:
        return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """An empty secret, which no code fits, where the key is another now."""
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _box(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        return ""


def _box(key: str | bytes) -> Fernet:
    digest: Any = salted_hmac(_SALT, "secrets", secret=key, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
