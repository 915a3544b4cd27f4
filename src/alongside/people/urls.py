"""The addresses of accounts and people. Of allauth's views only those that we have pages for."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_http_methods

from alongside.people.confirming import ConfirmByCode, still_you_or_password
from alongside.people.factors import recovery
from alongside.people.factors.passkey_sign_in import PasskeySignIn
from alongside.people.factors.views import (
    AddApp,
    AddPasskey,
    RemoveApp,
    RemovePasskey,
    RenamePasskey,
    SecondStep,
)
from alongside.people.views import apart, claims, managing, profile, security
from alongside.people.views.sign_up import AddressCodeView

# allauth's pages would take a PUT for a POST; ours take what a browser's forms send, and no more.
plain = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-up", plain(account.signup), name="account_signup"),
    path("sign-in", plain(account.login), name="account_login"),
    path("sign-in/code", plain(account.request_login_code), name="account_request_login_code"),
    path(
        "sign-in/code/check", plain(account.confirm_login_code), name="account_confirm_login_code"
    ),
    path("sign-in/closed", plain(account.account_inactive), name="account_inactive"),
    path("sign-out", plain(account.logout), name="account_logout"),
    path(
        "address/code",
        plain(AddressCodeView.as_view()),
        name="account_email_verification_sent",
    ),
    path("password/reset", plain(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/code",
        plain(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/new",
        plain(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done",
        plain(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("sign-in/step", plain(SecondStep.as_view()), name="mfa_authenticate"),
    path("sign-in/passkey", plain(PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("me/security", security.security, name="mfa_index"),
    path("me/security/app", plain(AddApp.as_view()), name="mfa_activate_totp"),
    path("me/security/app/remove", plain(RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("me/security/passkeys/new", plain(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("me/security/passkeys/<big:pk>", plain(RenamePasskey.as_view()), name="mfa_edit_webauthn"),
    path(
        "me/security/passkeys/<big:pk>/remove",
        plain(RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("me/security/codes", recovery.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "me/security/codes/file", recovery.recovery_codes_file, name="mfa_download_recovery_codes"
    ),
    path(
        "me/security/codes/new",
        plain(recovery.MakeCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "me/security/outside/<big:account_id>/end",
        security.outside_end,
        name="outside_end",
    ),
    path("me/sessions/end", security.sessions_end, name="sessions_end"),
    path("me/sessions/<slug:mark>/end", security.session_end, name="session_end"),
    path("me/confirm", plain(account.reauthenticate), name="account_reauthenticate"),
    path("me/confirm/step", plain(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "me/confirm/passkey",
        plain(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("me/confirm/code", plain(login_required(ConfirmByCode.as_view())), name="confirm_by_code"),
    path("me/address", plain(account.email), name="account_email"),
    path(
        "me/password",
        plain(still_you_or_password(account.password_change)),
        name="account_change_password",
    ),
    path(
        "me/password/first",
        plain(still_you_or_password(account.password_set)),
        name="account_set_password",
    ),
    path("me/profile", profile.profile_edit, name="profile_edit"),
    path("me/people", apart.my_people, name="my_people"),
    path("m/<big:person_id>/block", apart.person_block, name="person_block"),
    path("m/<big:person_id>/unblock", apart.person_unblock, name="person_unblock"),
    path("m/<big:person_id>/mute", apart.person_mute, name="person_mute"),
    path("m/<big:person_id>/unmute", apart.person_unmute, name="person_unmute"),
    path("claim/<slug:secret>", claims.claim, name="claim"),
    path("manage/people/<big:member_id>/invitation", claims.invitation, name="invitation"),
    path(
        "manage/people/<big:member_id>/invitation/end",
        claims.invitation_end,
        name="invitation_end",
    ),
    path("manage/people", managing.manage_people, name="manage_people"),
    path("manage/people/<big:member_id>", managing.manage_person, name="manage_person"),
    path("manage/people/<big:member_id>/role", managing.member_role, name="member_role"),
    path("manage/people/<big:member_id>/block", managing.member_block, name="member_block"),
    path("manage/people/<big:member_id>/unblock", managing.member_unblock, name="member_unblock"),
]
if settings.ALONGSIDE.outside_sign_in:
    urlpatterns.append(path("", include("alongside.people.outside.urls")))
