"""Signing in with an outside service (OpenID Connect), where the operator named one.

What the service says of somebody's address is believed, and yet an account that is here already is
joined to it only after its owner has signed in here once more: with a code to that same address, or
as they like. A service that is tricked, or an address that has a new owner, opens nothing. Nobody
gets a name they did not choose. Of what the service tells, only its number for the person is kept.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

WAITS_SECONDS = 15 * 60
_WAITING = "outside_waiting"
logger = logging.getLogger(__name__)
JOINED = "This account and the one you came with are joined. You can sign in with either."
PROVE_IT = "You have an account here already. Sign in to it this once, and the two are joined."


class OutsideAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": "Another account uses this e-mail address. Please use a different one.",
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        for address in sociallogin.email_addresses:
            address.verified = address.verified in (True, "true")
        login = sociallogin.state.get("process") == "login"
        if login and not sociallogin.is_existing and (found := _account_of(sociallogin)):
            _ask_for_proof(request, sociallogin, *found)

    def on_authentication_error(self, *args: Any, error: str | None = None, **trouble: Any) -> None:
        """Who stopped there is told so; whatever else went wrong, an operator may have to mend."""
        if error != AuthError.CANCELLED:
            logger.warning(
                "Sign-in with the outside service: %s", trouble.get("exception") or error
            )

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")


def _account_of(sociallogin: SocialLogin) -> tuple[Any, str] | None:
    """Who here has the address that the service has proven, and that address."""
    for address in sociallogin.email_addresses:
        if address.verified:
            for user in filter_users_by_email(address.email, is_active=True, prefer_verified=True):
                return user, address.email
    return None


def _ask_for_proof(request: HttpRequest, sociallogin: SocialLogin, user: Any, email: str) -> None:
    """A code goes to the address. Raises the answer that asks for it."""
    request.session[_WAITING] = {
        "member": user.pk, "at": time.time(), "login": sociallogin.serialize(),
    }  # fmt: skip
    messages.info(request, PROVE_IT)
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=email)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_confirm_login_code")))


def join_if_waiting(request: HttpRequest, user: AbstractBaseUser) -> None:
    """They have signed in: whoever came from the service is them."""
    waiting = request.session.pop(_WAITING, None)
    if not waiting or waiting["member"] != user.pk or time.time() - waiting["at"] > WAITS_SECONDS:
        return
    SocialLogin.deserialize(waiting["login"]).connect(request, user)
    messages.success(request, JOINED)
