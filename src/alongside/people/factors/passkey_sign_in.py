"""Signing in by a passkey alone, from the sign-in page: its script asks here what to sign."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, JsonResponse

# What is asked of a browser that then does nothing is forgotten soon.
WAITS_SECONDS = 60 * 60


class PasskeySignIn(webauthn.LoginWebAuthnView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """First nothing: what the passkey has to sign, the same for everybody. Then its answer."""
        if request.POST.get("credential"):
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        options = auth.begin_authentication(user=None)
        request.session.set_expiry(WAITS_SECONDS)
        return JsonResponse(options, headers={"Cache-Control": "no-store"})

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        back = get_next_redirect_url(self.request)
        login = Login(user=passkey.user, redirect_url=back)
        response: HttpResponse = flows.perform_passwordless_login(self.request, passkey, login)
        return response
