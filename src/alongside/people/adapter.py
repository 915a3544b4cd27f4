"""Where allauth asks us: which name may be chosen, who a new member is, what errors say."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest

from alongside.people.code_mail import CodeMail
from alongside.people.cookies import country_cookie, zone_cookie
from alongside.people.events import MemberJoined
from alongside.people.models import Member
from alongside.people.name_rules import check_name
from alongside.people.names import name_key
from alongside.work.actions import record


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

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A session that was to end soon while nobody was signed in lasts as any other now."""
        super().login(request, user)
        request.session.set_expiry(None)

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002 - allauth's own signature
        return check_name(username)

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
