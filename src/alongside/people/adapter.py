"""Where allauth asks us: which name may be chosen, who a new member is, what errors say."""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from alongside.people.actions.security import end_other_sessions
from alongside.people.code_mail import CodeMail
from alongside.people.confirming import shown_lately, ways_to_confirm
from alongside.people.cookies import country_cookie, zone_cookie
from alongside.people.devices import device
from alongside.people.events import MemberJoined
from alongside.people.models import Member
from alongside.people.names import name_key
from alongside.people.outside.joining import join_if_waiting
from alongside.people.rules.names import check_name
from alongside.people.sessions import BEGAN, DEVICE
from alongside.people.sign_up import unfinished
from alongside.work.actions import record

WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code of your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class AccountAdapter(CodeMail):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account cannot be used right now.",
        "email_password_mismatch": (
            "The e-mail address and the password do not fit together. Please check both, "
            "or let us send you a code."
        ),
        "email_taken": "Another account uses this e-mail address. Please use a different one.",
        "duplicate_email": "This is the e-mail address you have now.",
        "enter_current_password": "This is not your password. Please type it again.",
        "incorrect_password": "This is not your password. Please type it again.",
        "incorrect_code": "This is not the code we sent. Please check it and type it again.",
        "too_many_login_attempts": (
            "That was tried too many times. Please wait a few minutes, then start again."
        ),
        "same_as_current": "This is the same address as before. Please write another one.",
        "rate_limited": "We just sent you a code. Please wait half a minute, then try again.",
    }

    def is_ajax(self, request: HttpRequest) -> bool:
        """Everybody gets pages: a second, JSON face of every account page is one too many."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Also away from any request: the worker sends mail too."""
        self.render_mail(template_prefix, email, {"email": email, **context}).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Nothing of where it came from: no network address goes into a mail."""
        if address := email or cast("Member", user).email:
            self.send_mail(template_prefix, address, {"user": user, **(context or {})})

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whoever asks past the proxies, with fewer entries than these write, is who connects."""
        named = request.headers.get("x-forwarded-for", "").count(",") + 1
        if named < settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            return str(request.META["REMOTE_ADDR"])
        return str(super().get_client_ip(request))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A session that was to end soon while nobody was signed in lasts as any other now."""
        super().login(request, user)
        request.session.set_expiry(None)
        request.session[BEGAN] = int(time.time())
        request.session[DEVICE] = device(self.get_http_user_agent(request))
        join_if_waiting(request, user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ours to judge alone: see `alongside.people.confirming`."""
        if not shown_lately(self.request):
            raise ReauthenticationRequired
        return False

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        known = super().get_reauthentication_methods(user)
        for way in known:
            way["description"] = WAYS[way["id"]]
        return ways_to_confirm(user, known) if isinstance(user, Member) else []

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A first one, another one, or one after a forgotten one: all else that was open ends."""
        with transaction.atomic():
            super().set_password(user, password)
            self._end_elsewhere(user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        with transaction.atomic():
            confirmed = bool(super().confirm_email(request, email_address))
            if confirmed:
                self._end_elsewhere(email_address.user)
                record_authentication(request, email_address.user, "code")
        return confirmed

    def _end_elsewhere(self, user: AbstractBaseUser) -> None:
        end_other_sessions(int(user.pk), keep=self.request.session.session_key or "")

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002 - allauth's own signature
        """A name that this browser's own unfinished sign-up takes is free for it."""
        return check_name(username, exclude=unfinished(self.request.session))

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's own signature
    ) -> AbstractBaseUser:
        member = cast("Member", user)
        member.name_key = name_key(form.cleaned_data["username"])
        member.zone, member.country = zone_cookie(request), country_cookie(request)
        super().save_user(request, member, form, commit)
        if commit:
            record(MemberJoined(member_id=member.pk))
        return member
